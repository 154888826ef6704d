"""Trains a small xgboost model on rows with missing values and writes the model, the rows, its scores and its contributions.

Usage: equal_model.py FOLDER. Numbers are little-endian doubles, row-major.
"""
import sys
from pathlib import Path

import numpy as np
import xgboost as xgb

folder = Path(sys.argv[1])
random = np.random.default_rng(5)
rows, columns = 1500, 6
x = random.normal(size=(rows, columns)).astype(np.float32)
x[:, 3] = random.integers(0, 4, rows)
x[random.random((rows, columns)) < 0.2] = np.nan
filled = np.nan_to_num(x, nan=0.4)
score = filled[:, 0] * filled[:, 1] + np.sin(2 * filled[:, 2]) + 0.5 * (filled[:, 3] > 1) - np.isnan(x[:, 4])
y = (random.random(rows) < 1 / (1 + np.exp(-score))).astype(int)

data = xgb.DMatrix(x, label=y)
booster = xgb.train(
    {"objective": "binary:logistic", "tree_method": "exact", "max_depth": 4, "eta": 0.3, "base_score": 0.5, "nthread": 1, "seed": 1},
    data, num_boost_round=25)
booster.save_model(folder / "model.json")
x.astype("<f8").tofile(folder / "rows.bin")
booster.predict(data, output_margin=True).astype("<f8").tofile(folder / "scores.bin")
booster.predict(data, pred_contribs=True).astype("<f8").tofile(folder / "contributions.bin")
