"""The rules of docs/architecture.md that a reader could otherwise only hope for."""

from __future__ import annotations

import ast
import json
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from pytest_socket import SocketConnectBlockedError

PACKAGES = ("knowledge", "credit_core", "assistant", "channels", "evals")
ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
MANIFEST = ROOT / "knowledge" / "corpus" / "manifest.yaml"
MAX_LINES = 300

# Runs in a process of its own: imports every module and reports what was touched on the way.
IMPORT_EVERYTHING = """
import importlib, json, pkgutil, sys
root, packages = sys.argv[1], sys.argv[2:]
touched = []
def watch(event, args):
    if event in {"socket.connect", "socket.getaddrinfo", "subprocess.Popen"}:
        touched.append(f"{event} {args[1:]}")
    if event == "open" and isinstance(args[0], str):
        own = args[0].startswith(root) or not args[0].startswith("/")
        code = args[0].endswith((".py", ".pyc")) or ".pyc." in args[0]
        if own and not code and not any(part in args[0] for part in ("/.venv/", "__editable__")):
            touched.append(f"open {args[0]}")
def names():
    for package in packages:
        yield package
        for found in pkgutil.walk_packages([f"{root}/{package}"], package + "."):
            yield found.name
# Scripts: run by Python's -m and by alembic, imported by nobody.
modules = [name for name in names() if not name.endswith((".__main__", ".migrations.env"))]
sys.addaudithook(watch)
for name in modules:
    before = len(touched)
    importlib.import_module(name)
    touched[before:] = [f"{name}: {event}" for event in touched[before:]]
print(json.dumps(touched))
"""


def _nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8"), filename=str(path)))


def _place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def _python(code: str, *args: str) -> str:
    done = subprocess.run([sys.executable, "-c", code, *args], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]


def _place_ids() -> set[str]:
    documents = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))["documents"]
    return {str(d["jurisdiction"]) for d in documents} | {str(d["id"]) for d in documents}


def test_import_contracts_hold() -> None:
    """The four rooms, as pyproject.toml states them."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_package_is_under_contract() -> None:
    """A new top-level folder with code must be placed, too."""
    holding_code = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert holding_code == set(PACKAGES)


def test_import_is_free() -> None:
    """No module opens a file of ours, a socket or a process when it is imported."""
    assert json.loads(_python(IMPORT_EVERYTHING, str(ROOT), *PACKAGES)) == []


@pytest.mark.parametrize("module", ["channels.cli.main", "channels.web.app"])
def test_a_channel_starts_without_the_models(module: str) -> None:
    """torch and chromadb cost seconds; they load behind the first answer, not before `--help` or `/healthz`."""
    heavy = {"torch", "transformers", "sentence_transformers", "chromadb", "sklearn"}
    loaded = json.loads(_python(f"import json, sys, {module}; print(json.dumps(sorted(sys.modules)))"))
    assert not heavy & set(loaded)


def test_no_code_asks_which_place_it_is() -> None:
    """A new place is data only: no comparison and no `match` with a jurisdiction or document id."""
    ids = _place_ids()
    assert {"shanxi", "jiangxi", "city"} <= ids
    found = []
    for path in MODULES:
        for node in _nodes(path):
            compared: list[ast.expr] = []
            if isinstance(node, ast.Compare):
                compared = [node.left, *node.comparators]
            elif isinstance(node, ast.MatchValue):
                compared = [node.value]
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                compared = node.args if node.func.attr in {"startswith", "endswith"} else []
            constants = [leaf for part in compared for leaf in ast.walk(part) if isinstance(leaf, ast.Constant)]
            if any(isinstance(c.value, str) and c.value.rstrip("-#") in ids for c in constants):
                found.append(_place(path, node))
    assert found == []


def test_only_the_clock_asks_what_day_it_is() -> None:
    """`date.today()` and its kin stand in assistant/clock.py and nowhere else."""
    asking = {"today", "now", "utcnow"}
    found = [
        _place(path, node)
        for path in MODULES
        if path != ROOT / "assistant" / "clock.py"
        for node in _nodes(path)
        if isinstance(node, ast.Attribute)
        and node.attr in asking
        and ast.unparse(node.value) in {"date", "datetime", "datetime.date", "datetime.datetime", "dt.datetime"}
    ]
    assert found == []


def test_only_settings_reads_the_environment() -> None:
    """One reader of the environment: assistant/settings.py."""
    readers = {"os.environ", "os.getenv", "os.environb", "os.putenv"}
    found = []
    for path in MODULES:
        if path == ROOT / "assistant" / "settings.py":
            continue
        for node in _nodes(path):
            if isinstance(node, ast.Attribute) and ast.unparse(node) in readers:
                found.append(_place(path, node))
            if isinstance(node, ast.ImportFrom) and node.module == "os":
                found += [_place(path, node) for name in node.names if f"os.{name.name}" in readers]
    assert found == []


def test_init_files_are_empty_and_tests_have_none() -> None:
    """An `__init__.py` below tests/ would shadow the package of the same name."""
    assert [p for p in MODULES if p.name == "__init__.py" and p.read_text(encoding="utf-8").strip()] == []
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_files_stay_small_enough_to_read() -> None:
    """Most files have about a hundred lines; none has more than the ceiling."""
    lengths = {str(p.relative_to(ROOT)): len(p.read_text(encoding="utf-8").splitlines()) for p in MODULES}
    assert {name: length for name, length in lengths.items() if length > MAX_LINES} == {}


def test_every_data_file_is_shipped() -> None:
    """What lies in a package is in the wheel, too: its ending stands in `package-data`."""
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    shipped = ["*.py", "*.pyc", *setuptools["package-data"]["*"]]
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file()]
    assert [str(p.relative_to(ROOT)) for p in files if not any(p.match(pattern) for pattern in shipped)] == []


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_tests_cannot_leave_this_machine() -> None:
    """Loopback works; every other address and name is refused (quality.md E8)."""
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname(), timeout=1):
        pass
    with socket.socket() as outside, pytest.raises(SocketConnectBlockedError):
        outside.connect(("192.0.2.1", 80))
    with pytest.raises(OSError, match="测试不联网"):
        socket.getaddrinfo("example.org", 80)
