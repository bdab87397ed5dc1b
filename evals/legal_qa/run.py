"""Other people's questions, other people's laws: is what retrieval does here good beyond our own regulations?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from assistant.settings import Settings
from evals.cases import sample
from evals.legal_qa.data import LegalQa, LegalQuestion, folds, full_texts, short_texts
from evals.legal_qa.layouts import load_legal_qa
from evals.legal_qa.lexical import LexicalSearch
from evals.legal_qa.measures import LABELS, best, measure
from evals.legal_qa.search import embedded, fused
from evals.legal_qa.tuning import bag_matrix, tune, unit_vectors
from evals.progress import track
from evals.provenance import provenance
from evals.result import measured_on, table, write_markdown
from evals.retrieval.retrain import pretrained
from knowledge.index.embedder import SentenceEmbedder
from knowledge.index.keyword_index import Scores
from knowledge.training.export import SHIPPED_DIMENSIONS, cut

_CUT_ON = 5000
"""Articles by whose spread the space is cut to the shipped dimensions."""
_SPLITS = {"随机分折": False, "问同一条的在同一折": True}
_NOTES = """\
STARD/LeCoQA 的训练半部；每题可有几条依据，R@k 是找到的依据所占的比例。单位 %。
向量逐条比较（不用近似索引），融合按每题在全部条文上标准化后的分数 .6/.4。由 ir-measures 计算。

- **逐折微调**：每折用其余各折的题从自监督结果微调，再量这一折，题目的标注没有见过。自监督部分不用标注，但它的词表和起点读过全部题面。
  随机分折同已发表的划分一样，多数依据在别的折里已有人问过；问同一条的在同一折时，首条依据从没有人问过。
- **随附模型，见过题目**：随附模型微调时这些题是辅助损失，所以这两行偏高，不是对新题的估计。
- 对照：已发表的最好结果（微调的大型预训练模型，略有不同的语料）R@100 = 90.7；STARD 仓库的 BM25（jieba）在 308 道测试题上 R@10 = 41.8。
"""

Row = tuple[str, int, list[float]]


def run(
    data: Path, work: Path | None, fold_count: int, limit: int | None, settings: Settings, results: Path, command: str
) -> Path:
    """Measure every system, write the report, and say where it lies.

    Raises:
        DatasetError: the questions or the pre-trained vectors are not where they should be.
    """
    if work:
        pretrained(work)
    qa = load_legal_qa(data)
    asked = sample(range(len(qa.questions)), limit)
    questions = [qa.questions[i] for i in asked]
    texts = [q.text for q in questions]
    lexical = list(LexicalSearch(full_texts(qa.articles)).scores(texts))
    rows = [_row("BM25 字的一元、二元（题名＋正文）", questions, lexical)]
    if work:
        for label, dense in _fold_models(qa, asked, work, fold_count):
            rows.append(_row(f"向量，{label}", questions, dense))
            rows.append(_row(f"BM25＋向量，{label}", questions, _fused(lexical, dense)))
    embedder = SentenceEmbedder(settings.embedding_model)
    shipped = list(embedder.embed(texts) @ embedded(qa.articles, embedder).T)
    rows.append(_row("随附模型，见过题目", questions, shipped))
    rows.append(_row("BM25＋随附模型，见过题目", questions, _fused(lexical, shipped)))
    head = f"# 外部题集：STARD/LeCoQA（{len(questions)} 题，{len(qa.articles):,} 条）\n"
    body = table(("系统", "题数", *LABELS), [(label, count, *figures) for label, count, figures in rows])
    return write_markdown(
        results, "legal-qa", "\n".join([head, measured_on(provenance(settings), command), body, _NOTES])
    )


def _fold_models(qa: LegalQa, asked: Sequence[int], work: Path, fold_count: int) -> Iterator[tuple[str, list[Scores]]]:
    """Dense scores for the questions `asked`: self-supervised only, then fine-tuned without the question's own fold."""
    vocabulary, start = pretrained(work)
    short = short_texts(qa.articles)
    bags = [vocabulary.bag(text) for text in track(short, "读条文")]
    articles = bag_matrix(bags, len(vocabulary))
    own = bag_matrix([vocabulary.bag(q.text) for q in qa.questions], len(vocabulary))
    untrained = unit_vectors(own[list(asked)], start) @ unit_vectors(articles, start).T
    yield f"只自监督（{start.shape[1]} 维，没有用标注）", list(untrained)
    for split, by_article in _SPLITS.items():
        where = {question: place for place, question in enumerate(asked)}
        tuned: dict[int, Scores] = {}
        for number, fold in enumerate(track(folds(qa.questions, fold_count, by_article=by_article), f"微调 {split}")):
            aside = set(fold)
            others = [q for i, q in enumerate(qa.questions) if i not in aside]
            full = tune(vocabulary, start, others, bags, seed=number)
            vectors = cut(full, vocabulary, [*(q.text for q in others), *sample(short, _CUT_ON)], SHIPPED_DIMENSIONS)
            mine = [i for i in fold if i in where]
            found = unit_vectors(own[mine], vectors) @ unit_vectors(articles, vectors).T
            tuned |= {where[i]: scores for i, scores in zip(mine, found, strict=True)}
        yield f"逐折微调（{SHIPPED_DIMENSIONS} 维，{split}）", [tuned[place] for place in range(len(asked))]


def _fused(lexical: Iterable[Scores], dense: Iterable[Scores]) -> list[Scores]:
    return [fused(a, b) for a, b in zip(lexical, dense, strict=True)]


def _row(label: str, questions: Sequence[LegalQuestion], scores: Iterable[Scores]) -> Row:
    return label, len(questions), measure(questions, map(best, scores))
