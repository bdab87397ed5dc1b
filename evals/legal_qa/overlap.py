"""METEOR and BLEU of an answer against a reference, as LeCoQA's released evaluation/calc.py computes them.

Words as jieba cuts them, punctuation and line breaks included. NLTK's ``sentence_bleu`` with four equal weights and
smoothing method 4; NLTK's ``meteor_score`` with alpha 0.9, beta 3, gamma 0.5, lower case and the Porter stemmer. Both
for each answer alone, the mean over all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import rjieba
from nltk.translate.bleu_score import SmoothingFunction, sentence_bleu
from nltk.translate.meteor_score import meteor_score


class NoSynonyms:
    """Stands in for WordNet, which cannot be had offline; it has no Chinese words, so Chinese words lose nothing."""

    def synsets(self, _word: str) -> tuple[()]:
        """No synonyms, of any word."""
        return ()


@dataclass(frozen=True, slots=True)
class Overlap:
    """How far an answer agrees with a reference word by word; each from 0 to 1."""

    meteor: float
    bleu: float


def overlap(reference: str, answer: str) -> Overlap:
    """Both measures of two texts."""
    wanted, given = words(reference), words(answer)
    return Overlap(meteor(wanted, given), bleu(wanted, given))


def words(text: str) -> list[str]:
    """The text cut into words, with nothing left out."""
    return list(rjieba.cut(text))


def meteor(reference: Sequence[str], answer: Sequence[str]) -> float:
    """METEOR of words against one reference."""
    return float(meteor_score([reference], answer, wordnet=NoSynonyms()))


def bleu(reference: Sequence[str], answer: Sequence[str]) -> float:
    """BLEU of words against one reference."""
    return float(sentence_bleu([reference], answer, smoothing_function=SmoothingFunction().method4))
