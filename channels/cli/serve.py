"""`credit-assistant serve`: the pages and ``/api/v1`` over HTTP."""

from __future__ import annotations

import errno
import socket
from ipaddress import ip_address
from typing import Annotated, Any

import typer

from assistant.desk import operator_log
from assistant.settings import get_settings
from channels.cli import console, unsafe

STARTED = "已启动：{address}（模型在后台载入，几秒后即可提问；Ctrl-C 停止）"
IN_USE = "端口 {port} 已被占用。请先停掉占用它的程序，或者用 --port 换一个端口。"
NOT_ALLOWED = "没有权限使用端口 {port}，请换一个大于 1024 的端口。"
CANNOT_LISTEN = "不能在 {host}:{port} 上监听：{why}。请检查 --host 和 --port。"
DEMO_MODE_IN_PUBLIC = "注意：演示模式正在对本机以外开放。正式使用请设 DEMO_MODE=0。"
STARTUP_SECONDS = 60.0
DRAIN_SECONDS = 10
APPLICATION = "channels.cli.serve:application"


def serve(
    host: Annotated[str, typer.Option(help="监听的地址")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="监听的端口；0 为任选一个")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="进程数；每个进程各载入一份模型（约 0.5 GB）")] = 1,
) -> None:
    """Listens until it is told to stop."""
    settings = get_settings()
    if wrong := "\n".join(unsafe.found(settings)):
        console.fail(wrong)
    with _listen(host, port) as listener:
        address = _address(listener)
        if settings.demo_mode and not _is_here(listener):
            typer.echo(DEMO_MODE_IN_PUBLIC, err=True)
        _run(listener, workers, STARTED.format(address=address))


def application() -> Any:
    """The ASGI application of one process, over this process's settings; each worker makes its own."""
    from channels.cli.behind import Behind
    from channels.web.app import create_app

    operator_log.begin()
    return create_app(Behind(), get_settings())


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except PermissionError:
        console.fail(NOT_ALLOWED.format(port=port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            console.fail(IN_USE.format(port=port))
        why = str(error.strerror or error).partition(" (while")[0]  # what follows repeats the address
        console.fail(CANNOT_LISTEN.format(host=host, port=port, why=why))


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _is_here(listener: socket.socket) -> bool:
    return ip_address(listener.getsockname()[0]).is_loopback


def _run(listener: socket.socket, workers: int, started: str) -> None:
    """Serve on `listener`; `started` is printed once, when connections are answered."""
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    config = uvicorn.Config(
        APPLICATION,
        factory=True,
        workers=workers,
        log_level="warning",
        log_config=None,  # ours, which masks (assistant.desk.operator_log)
        server_header=False,
        timeout_graceful_shutdown=DRAIN_SECONDS,
    )

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            typer.echo(started)

    class AnnouncingParent(Multiprocess):
        def init_processes(self) -> None:
            super().init_processes()
            if self.processes[0].wait_until_ready(STARTUP_SECONDS, self.should_exit):
                typer.echo(started)

    try:
        if workers == 1:
            Announcing(config).run(sockets=[listener])
        else:
            AnnouncingParent(config, sockets=[listener]).run()
    except KeyboardInterrupt:  # raised again by uvicorn after an orderly stop
        return
