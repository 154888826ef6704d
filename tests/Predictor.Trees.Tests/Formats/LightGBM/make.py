"""Trains small LightGBM models on synthetic rows and writes each with rows at the edges of its splits and what LightGBM says of them.

Usage: make.py FOLDER, with the package lightgbm. For NAME it writes NAME.txt, the model, and NAME.csv: the columns, the raw score, the probability,
and the contribution of each column and of the baseline.
make.py FOLDER --score MODEL.txt does the second half alone, for a model that another program wrote.
"""
import sys
from pathlib import Path

import lightgbm as lgb
import numpy as np

COLUMNS = ["a", "b", "kind", "count", "whole", "unused"]
KIND = 2
BAND = float(np.float32(1e-35))
folder = Path(sys.argv[1])


def table(seed, missing):
    random = np.random.default_rng(seed)
    rows = 2000
    x = np.column_stack([
        random.normal(size=rows), random.normal(size=rows) * 3, random.integers(0, 40, rows), random.poisson(1.0, rows) - 0.0,
        random.normal(size=rows), np.zeros(rows)])
    x[:, 0][random.random(rows) < 0.3] = 0
    y = (1.5 * x[:, 0] + np.abs(x[:, 1]) / 2 + np.isin(x[:, KIND] % 7, [1, 5]) - 0.7 * x[:, 3] + 0.3 * x[:, 4] + random.logistic(size=rows) > 0.5).astype(int)
    if missing:
        x[:, :4][random.random((rows, 4)) < 0.15] = np.nan
    return x, y


def header(text, field):
    return next(line.split("=", 1)[1].split() for line in text.splitlines() if line.startswith(field + "="))


def thresholds(text):
    found = [[] for _ in header(text, "feature_names")]
    for block in text.split("Tree=")[1:]:
        fields = dict(line.split("=", 1) for line in block.splitlines()[1:] if "=" in line)
        if int(fields["num_leaves"]) < 2:
            continue
        for column, threshold, decision in zip(fields["split_feature"].split(), fields["threshold"].split(), fields["decision_type"].split()):
            if not int(decision) & 1:
                found[int(column)].append(float(threshold))
    return found


def edges(text, rows, seed, only_codes):
    random = np.random.default_rng(seed)
    plain = [0.0, -0.0, BAND, np.nextafter(BAND, 1), np.nextafter(BAND, 0), -BAND, np.nextafter(-BAND, -1), np.nextafter(-BAND, 0), 1e-36, -1e-36, 1e-300, 1.0, -1.0,
             1e300, -1e300, np.inf, -np.inf, np.nan, np.nan]
    odd = [-1.0, -0.5, -1e-40, 0.5, 3.999, 40.0, 63.5, 64.0, 1e5, 2.0**31, -2.0**31, 1e300, np.inf, -np.inf]
    choices = []
    for found, info in zip(thresholds(text), header(text, "feature_infos")):
        own = [f(t) for t in found if np.isfinite(t) for f in (lambda v: v, lambda v: np.nextafter(v, np.inf), lambda v: np.nextafter(v, -np.inf))]
        is_category = info[0] not in "[n"
        choices.append([*(float(c) for c in info.split(":") if is_category and c != "-1"), np.nan, *([] if only_codes else odd)] if is_category else own + plain)
    return np.array([[c[random.integers(len(c))] for c in choices] for _ in range(rows)])


def told(value):
    return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}.get(repr(float(value)), repr(float(value)))


def write(name, text, only_codes=False):
    model = lgb.Booster(model_str=text)
    rows = edges(text, 150, 7, only_codes)
    columns = [rows, model.predict(rows, raw_score=True)[:, None], model.predict(rows)[:, None], model.predict(rows, pred_contrib=True)]
    names = header(text, "feature_names")
    titles = ",".join([*names, "raw", "probability", *(f"{c} contributes" for c in names), "baseline"])
    lines = [titles, *(",".join(map(told, row)) for row in np.hstack(columns))]
    (folder / f"{name}.csv").write_text("\n".join(lines) + "\n")


def make(name, parameters, missing=True, rounds=12, tells=False):
    x, y = table(3, missing)
    if tells:
        # That a value is missing tells more than any value.
        x[:, 4][(y == 1) & (np.random.default_rng(5).random(len(y)) < 0.6)] = np.nan
    settings = {"objective": "binary", "num_leaves": 7, "min_data_in_leaf": 20, "max_cat_to_onehot": 4, "min_data_per_group": 20, "cat_smooth": 5, "verbosity": -1,
                "num_threads": 1, "seed": 1, "deterministic": True}
    data = lgb.Dataset(x, y, feature_name=COLUMNS, categorical_feature=[KIND], params={**settings, **parameters})
    text = lgb.train({**settings, **parameters}, data, num_boost_round=rounds).model_to_string()
    text = text[:text.index("\nparameters:")] + "\n"
    (folder / f"{name}.txt").write_text(text)
    write(name, text)


if len(sys.argv) > 2:
    write(Path(sys.argv[3]).stem, Path(sys.argv[3]).read_text(), only_codes=True)
else:
    make("missing", {})
    make("missing-tells", {}, tells=True)
    make("none-missing", {"use_missing": False}, missing=False)
    make("zero-missing", {"zero_as_missing": True})
    make("forest", {"boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.6, "sigmoid": 0.7})
    make("dart", {"boosting": "dart", "drop_rate": 0.5})
    make("constant", {"min_data_in_leaf": 5000}, rounds=2)
    make("monotone", {"monotone_constraints": [1, 0, 0, -1, 0, 0], "num_leaves": 5}, rounds=5)
