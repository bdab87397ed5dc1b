# 不带参数的 `make` 列出全部目标。依赖用 pip 从锁定文件安装；PIP_* 环境变量照常生效。
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := bash
.SHELLFLAGS := -euo pipefail -c

VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.run-stamp
DEV_STAMP := $(VENV)/.dev-stamp
APP := $(BIN)/credit-assistant
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check
UV := uv==0.13.8

# 环境里的 HOST 常是机器名（tcsh 等会导出），所以只认命令行：make run HOST=0.0.0.0
HOST = 127.0.0.1
PORT ?= 8000

# 运行时什么也不下载，也不上报。
export HF_HUB_OFFLINE ?= 1
export ANONYMIZED_TELEMETRY ?= False

.PHONY: help run test ask chat telegram index train bench eval eval-fast ablation lint lock clean

help: ## 列出全部目标（默认）
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUN_STAMP) ## 安装、建索引并在 127.0.0.1:8000 打开网页：问答、办事、台面（演示模式；PORT=… HOST=… 可改）
	@$(APP) index
	@DEMO_MODE=1 exec $(APP) serve --host '$(HOST)' --port '$(PORT)'

test: $(DEV_STAMP) ## 安装开发依赖并运行全部测试（不联网；ARGS="-k 名字" 可挑选）
	@$(BIN)/python -m pytest $(ARGS)

ask: $(RUN_STAMP) ## 问一句：make ask Q="信用修复要几天" [J=jiangxi] [D=2026-11-20]
	@test -n "$$Q" || { echo '请写上问题，例如：make ask Q="信用修复要几天" J=jiangxi' >&2; exit 2; }
	@$(APP) ask $(if $(J),--jurisdiction '$(J)') $(if $(D),--as-of '$(D)') -- "$$Q"

chat: $(RUN_STAMP) ## 在终端里对话
	@DEMO_MODE=1 $(APP) chat $(ARGS)

telegram: $(RUN_STAMP) ## Telegram 机器人（令牌在 TELEGRAM_TOKEN；ARGS=--webhook 改用回调）
	@$(APP) telegram $(ARGS)

index: $(RUN_STAMP) ## 建检索索引（语料没有变就什么也不做）
	@$(APP) index

train: $(DEV_STAMP) ## 重新训练向量模型（慢；要训练数据，见 CONTRIBUTING.md）
	@$(BIN)/python -m knowledge.training $(ARGS)

bench: $(DEV_STAMP) ## 速度与内存：assistant 启动和时延，conversation 一轮对话，core 期限和百万记录（ARGS="--part core" 可挑选）
	@$(APP) evals bench $(ARGS)

eval: $(DEV_STAMP) ## 全部评测，与基线比较，写出报告（约四分钟；ARGS="--suite answers" 可挑选）
	@code=0; $(APP) evals run $(ARGS) || code=$$?; $(APP) evals report; exit $$code

eval-fast: $(DEV_STAMP) ## 评测的快速形式：每个题集抽 60 题（约一分半）
	@$(APP) evals run --fast

ablation: $(DEV_STAMP) ## 检索消融：词面、向量、融合、重排，有无问法
	@$(APP) evals ablation $(ARGS)

lint: $(DEV_STAMP) ## 静态检查：ruff、mypy、包之间的导入约束
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

lock: ## 按 pyproject.toml 重新生成锁定文件（联网；见 docs/adr/0005-lock-files.md）
	@$(call need_python)
	@"$(PYTHON)" -m venv .venv-lock && .venv-lock/bin/python -m pip install --quiet '$(UV)'
	@compile() { .venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url \
		--custom-compile-command 'make lock' "$$@"; }; \
	extras() { "$(PYTHON)" -c 'import sys, tomllib; \
		extras = tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]; \
		print(*(line for name in sys.argv[1:] for line in extras[name]), sep="\n")' "$$@"; }; \
	compile --generate-hashes --no-emit-package torch pyproject.toml -o requirements.lock; \
	grep -oE '"torch==[^"]+"' pyproject.toml | tr -d '"' | compile -c requirements.lock - -o requirements-torch.lock; \
	extras dev | compile --generate-hashes -c requirements.lock - -o requirements-dev.lock; \
	extras llm postgres | compile --generate-hashes -c requirements.lock - -o requirements-extras.lock

clean: ## 删除虚拟环境、缓存与运行数据目录 var/ 里可重建的索引
	@rm -rf $(VENV) .venv-lock .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage htmlcov build *.egg-info var/index

define need_python
	test -n "$(PYTHON)" || { echo '没有找到 Python 3.11 或更新的版本。请先安装（例如 apt-get install python3.11 python3.11-venv），或用 make PYTHON=/路径/python3.11 指定。' >&2; exit 1; }
endef

$(BIN)/python:
	@$(call need_python)
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); echo '无法建立虚拟环境：Debian/Ubuntu 请安装 python3-venv 后再试。' >&2; exit 1; }

# torch 的构建因平台而异，单独先装、不带哈希；其余逐个核对哈希（docs/adr/0005-lock-files.md）。
$(RUN_STAMP): requirements-torch.lock requirements.lock pyproject.toml | $(BIN)/python
	@echo '正在安装依赖（首次需要几分钟）……'
	@$(PIP) install --quiet -r requirements-torch.lock
	@$(PIP) install --quiet --no-deps --require-hashes -r requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_STAMP): requirements-dev.lock $(RUN_STAMP)
	@echo '正在安装开发依赖……'
	@$(PIP) install --quiet --no-deps --require-hashes -r requirements-dev.lock
	@touch $@
