"""Makes a table with missing values, interactions, a category and weights, trains xgboost and scikit-learn on half of it, and writes
the table and what both say of the other half.

Usage: same_rows.py FOLDER. Numbers are little-endian doubles; the table is row-major, the label and the weight after the columns.
"""
import sys
from pathlib import Path

import numpy as np
import xgboost as xgb
from sklearn.ensemble import HistGradientBoostingClassifier

ROWS, COLUMNS, CATEGORY, CODES = 40_000, 20, 7, 12
TREES, RATE, LEAVES, L2, LEAF_ROWS = 120, 0.1, 15, 1.0, 20

folder = Path(sys.argv[1])
random = np.random.default_rng(17)
x = random.normal(size=(ROWS, COLUMNS))
x[:, 1] = random.integers(0, 2, ROWS)
x[:, 4] = random.poisson(2, ROWS)
x[:, CATEGORY] = random.integers(0, CODES, ROWS)
effects = random.normal(size=CODES)
score = (
    -0.8 + 0.9 * x[:, 0] * (x[:, 1] - 0.5) + np.sin(2 * x[:, 2]) + 0.3 * x[:, 4] * (x[:, 3] > 0)
    + 0.6 * effects[x[:, CATEGORY].astype(int)] - 0.5 * np.abs(x[:, 5]) + 0.3 * x[:, 6])
missing = random.random((ROWS, COLUMNS)) < 0.15
# What is missing tells something, too.
score -= 0.6 * missing[:, 2]
x[missing] = np.nan
y = (random.random(ROWS) < 1 / (1 + np.exp(-score))).astype(int)
w = random.choice([1.0, 1.5, 3.0], ROWS)
half = ROWS // 2
np.column_stack([x, y, w]).astype("<f8").tofile(folder / "table.bin")

types = ["c" if column == CATEGORY else "q" for column in range(COLUMNS)]
train = xgb.DMatrix(x[:half], label=y[:half], weight=w[:half], feature_types=types, enable_categorical=True)
test = xgb.DMatrix(x[half:], feature_types=types, enable_categorical=True)
booster = xgb.train(
    {"objective": "binary:logistic", "tree_method": "hist", "grow_policy": "lossguide", "max_depth": 0, "max_leaves": LEAVES, "eta": RATE,
     "lambda": L2, "min_child_weight": 1, "max_bin": 255, "nthread": 1, "seed": 1},
    train, num_boost_round=TREES)
booster.predict(test).astype("<f8").tofile(folder / "xgboost.bin")

model = HistGradientBoostingClassifier(
    learning_rate=RATE, max_iter=TREES, max_leaf_nodes=LEAVES, l2_regularization=L2, min_samples_leaf=LEAF_ROWS, max_bins=255,
    categorical_features=[CATEGORY], early_stopping=False, random_state=1)
model.fit(x[:half], y[:half], sample_weight=w[:half])
model.predict_proba(x[half:])[:, 1].astype("<f8").tofile(folder / "scikit-learn.bin")
