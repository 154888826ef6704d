"""Writes a table to train on and one to judge by, as CSV: a label, 30 numbers, 5 % of them missing, about a fifth of the labels 1.

Usage: make_table.py FOLDER ROWS. Main effects, steps, waves, pairs and noise; some numbers are correlated, some have heavy tails, some few values, and five say
nothing. What is missing in two columns tells something. The same table on every machine with the same numpy.
"""
import sys
from pathlib import Path

import numpy as np

TEST_ROWS = 50_000


def draw(rows, seed):
    random = np.random.default_rng(seed)
    normal = random.standard_normal((rows, 10))
    normal[:, :5] = np.sqrt(0.5) * (normal[:, :5] + random.standard_normal((rows, 1)))
    uniform = random.uniform(-1, 1, (rows, 5))
    heavy = np.exp(random.standard_normal((rows, 3)) * [0.5, 1, 1.5])
    counts = np.column_stack([random.poisson(2, rows), random.poisson(8, rows), random.negative_binomial(1, 0.2, rows)])
    codes = np.column_stack([random.integers(0, 10, rows), random.integers(0, 5, rows), random.random(rows) < 0.3])
    often_zero = np.where(random.random(rows) < 0.7, 0, random.exponential(3, rows))
    noise = np.column_stack([
        random.standard_normal(rows), random.uniform(0, 1000, rows), random.standard_t(2, rows), random.integers(0, 50, rows), random.standard_normal(rows) / 1000])
    x = np.column_stack([normal, uniform, heavy, counts, codes, often_zero, noise]).astype(float)
    effect_of_code = np.array([0.8, -0.5, 0.3, 0, 0.9, -0.7, 0.1, -0.2, 0.6, -0.9])
    score = (
        -2.9 + 0.9 * np.sin(2 * normal[:, 0]) + 0.7 * normal[:, 1] * normal[:, 5] - 0.5 * np.abs(normal[:, 2]) + 0.6 * np.maximum(normal[:, 3], 0) * codes[:, 2]
        + 0.8 * ((normal[:, 6] > 0.5) & (uniform[:, 0] < 0)) + 1.2 * uniform[:, 1] * uniform[:, 2] + 0.9 * np.cos(3 * uniform[:, 3]) + 0.4 * normal[:, 7] ** 2
        - 0.3 * normal[:, 8] + 0.5 * np.log(heavy[:, 0]) + 0.25 * np.log(heavy[:, 1]) * uniform[:, 4] - 0.12 * np.minimum(heavy[:, 2], 8) + 0.22 * counts[:, 0]
        - 0.06 * (counts[:, 1] - 8) * normal[:, 9] + 0.03 * np.minimum(counts[:, 2], 15) + effect_of_code[codes[:, 0].astype(int)]
        + 0.5 * ((codes[:, 1] == 3) & (normal[:, 4] > 0)) + 0.35 * np.sqrt(often_zero) + 0.5 * random.standard_normal(rows))
    y = random.random(rows) < 1 / (1 + np.exp(-score))
    share = np.full(x.shape, 0.0525)
    share[:, 3] = np.where(normal[:, 3] > 1, 0.2, 0.03)
    share[:, 7] = np.where(y, 0.12, 0.05)
    share[:, 21], share[:, 23] = 0.02, 0
    x[random.random(x.shape) < share] = np.nan
    return x, y


def write(path, x, y):
    with open(path, "w", encoding="ascii") as file:
        file.write("label," + ",".join(f"f{c}" for c in range(x.shape[1])) + "\n")
        for row, label in zip(x, y):
            file.write(f"{int(label)}," + ",".join("" if v != v else f"{v:.6g}" for v in row) + "\n")


folder = Path(sys.argv[1])
write(folder / "train.csv", *draw(int(sys.argv[2]), 20260301))
write(folder / "test.csv", *draw(TEST_ROWS, 20260302))
