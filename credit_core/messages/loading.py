"""Sentences about files that an operator loads."""

from __future__ import annotations

ONLY_ADMINISTRATOR = "放假安排和条例之外的数据，应当由管理员载入、停用。"
PROBLEMS = "没有载入 {name}：{problems}"
RETIRED_ALREADY = "“{name}”已经停用，没有再次停用。"
