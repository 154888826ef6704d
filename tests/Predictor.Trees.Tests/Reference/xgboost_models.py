"""Trains xgboost models and writes each with rows at the edges of its splits and xgboost's margins for them.

Usage: xgboost_models.py FOLDER. For NAME it writes NAME.json, the model, NAME.rows.bin and NAME.margins.bin: little-endian doubles, row-major.
"""
import json
import re
import sys
from pathlib import Path

import numpy as np
import xgboost as xgb

ROWS, COLUMNS, KIND, CODES = 3000, 5, 2, 12
folder = Path(sys.argv[1])


def table():
    random = np.random.default_rng(3)
    x = np.column_stack([random.normal(size=ROWS), random.normal(size=ROWS) * 3, random.integers(0, CODES, ROWS), random.poisson(1.0, ROWS), random.normal(size=ROWS)])
    y = (1.5 * x[:, 0] + np.abs(x[:, 1]) / 2 + np.isin(x[:, KIND] % 5, [1, 4]) - 0.7 * x[:, 3] + random.logistic(size=ROWS) > 0.5).astype(int)
    x[:, :4][random.random((ROWS, 4)) < 0.15] = np.nan
    return x.astype(np.float32), y


def edges(model, is_category):
    """Thresholds, and the singles and doubles beside them: also those that the cast to single precision takes to the other side."""
    random = np.random.default_rng(7)
    choices = []
    for column in range(COLUMNS):
        if column == KIND and is_category:
            choices.append([*map(float, range(CODES + 1)), np.nan, -1.0, -0.5, -1e-50, -0.0, 0.5, 2.999, 2.9999999999, CODES + 0.5, 31.0, 32.0, 1e5, 2.0**24, 2.0**24 - 1])
            continue
        own = [0.0, -0.0, 1e-40, -1e-40, 1e-50, -1e-50, 1.0, -1.0, 1e38, -1e38, np.nan, np.nan]
        for tree in model["learner"]["gradient_booster"]["model"]["trees"]:
            for left, at, condition in zip(tree["left_children"], tree["split_indices"], tree["split_conditions"]):
                if left >= 0 and at == column:
                    single = np.float32(condition)
                    below = np.nextafter(single, np.float32(-np.inf))
                    middle = (float(single) + float(below)) / 2
                    own += [float(single), float(below), float(np.nextafter(single, np.float32(np.inf))), middle, np.nextafter(middle, np.inf), np.nextafter(middle, -np.inf),
                            np.nextafter(float(single), -np.inf)]
        choices.append(own)
    return np.array([[c[random.integers(len(c))] for c in choices] for _ in range(2000)])


def make(name, parameters, rounds=12, is_category=False):
    x, y = table()
    types = ["c" if is_category and column == KIND else "float" for column in range(COLUMNS)]
    names = ["a", "b", "kind", "count", "whole"]
    options = {"feature_types": types, "feature_names": names, "enable_categorical": True}
    settings = {"objective": "binary:logistic", "max_depth": 4, "eta": 0.4, "nthread": 1, "seed": 1}
    booster = xgb.train({**settings, **parameters}, xgb.DMatrix(x, label=y, **options), num_boost_round=rounds)
    booster.save_model(folder / f"{name}.json")
    # xgboost writes NaN as it is, and Python reads it so.
    model = json.loads((folder / f"{name}.json").read_text())
    rows = edges(model, is_category)
    rows.astype("<f8").tofile(folder / f"{name}.rows.bin")
    booster.predict(xgb.DMatrix(rows, **options), output_margin=True).astype("<f8").tofile(folder / f"{name}.margins.bin")
    return model


make("numbers", {"tree_method": "hist", "base_score": 0.361})
make("categories", {"tree_method": "hist", "max_cat_to_onehot": 3, "base_score": 0.5}, is_category=True)
make("one-hot", {"tree_method": "approx", "max_cat_to_onehot": 50, "base_score": 0.2}, is_category=True)
pruned = make("pruned", {"tree_method": "exact", "gamma": 8.0, "max_depth": 6})
trees = pruned["learner"]["gradient_booster"]["model"]["trees"]
# Pruned nodes have to be there for the test to be one.
assert any(int(tree["tree_param"]["num_deleted"]) > 0 for tree in trees)
assert re.search("NaN", (folder / "categories.json").read_text())
make("stumps", {"max_depth": 1, "gamma": 60.0, "base_score": 0.9}, rounds=30)
make("forest", {"num_parallel_tree": 5, "subsample": 0.5, "tree_method": "hist"}, rounds=3)
