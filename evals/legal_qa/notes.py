"""What a reader of the external suite's figures has to know."""

from __future__ import annotations

from typing import Final

NOTES: Final = (
    "检索：BM25 与随附索引同一做法（字的一元、二元，题名＋正文，参数相同）；融合按每题在全部条文上标准化后的分数 .6/.4；向量逐条比较。"
    "由 ir-measures 计算，每题可有几条依据，R@k 是找到的依据所占的比例。",
    "“见过训练半部”：随附模型微调时，训练半部的题是辅助损失。在这些题上量，这几行偏高，不是对新题的估计，所以只列出、不与基线比较；"
    "没有见过题目的向量（只自监督、逐折微调）见 credit-assistant evals legal-qa 的表。BM25 不用标注，没有见过任何题。",
    "引文式答复：把找到的条文交给助手自己的组织答复一步，至多三条；别人的条文没有写好的白话，所以只有引文、引文的标题和注意事项。"
    "依据全文是把依据的条文原样连起来，作为逐字引用所能达到的参照。",
    "METEOR、BLEU 照 LeCoQA 公开的 evaluation/calc.py：jieba 切词（这里用 rjieba，同一词典的 Rust 实现；"
    "与 jieba 0.42.1 的结果相差不到 0.01 个百分点），标点、换行都算；"
    "NLTK 的 sentence_bleu，四元等权，平滑 method4；NLTK 的 meteor_score，alpha 0.9、beta 3、gamma 0.5，小写，Porter 词干；"
    "逐题计算再平均。WordNet 换成空的：离线没有，也没有中文词；只有数字、拉丁词会受影响。没有参考答案的题不算。",
    "对照的已发表数字在 LeCoQA 的 309 道测试题上，由模型改写成文；这里是训练半部的题，只摘引原文，题目不同，只可参照。"
    "METEOR 偏重召回，长答复占便宜；两个指标都不看答得对不对。STARD 的 90.7 是微调的大型预训练模型，在略有不同的语料和另一部分题上。",
)
