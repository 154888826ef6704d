"""Trains other libraries on the large clinic's feature table, and prints how all do on the clinic whose clients nobody has seen.

    ten_times.py FOLDER [xgboost] [sklearn]

FOLDER holds large.csv, unseen.csv, trees.json and logistic.json, as ten_times.sh makes them. Rows have the weights of the table; categories are one-hot,
missing numbers stay missing. xgboost keeps no directions, and stops where the log loss of a tenth of the large clinic's clients is least.
"""

import json
import sys
import time
import zlib

import numpy as np
import pandas as pd
from sklearn.metrics import roc_auc_score

KEYS = ["episode_id", "client_id", "landmark_at", "landmark_kind", "label", "weight"]
CHUNK = 250_000


def categories(path):
    """The categories of each column that holds text, from the first rows: what comes later than these is as if missing."""
    head = pd.read_csv(path, nrows=CHUNK, low_memory=False)
    return {c: sorted(head[c].dropna().unique()) for c in head.columns if c not in KEYS and head[c].dtype == object}


def read(path, columns, known):
    """The table as (features in single precision, rest of the row)."""
    kinds = {c: "float32" for c in columns if c not in known} | {c: "str" for c in known} | {"episode_id": "str", "client_id": "str"}
    blocks, rest = [], []
    for chunk in pd.read_csv(path, chunksize=CHUNK, dtype=kinds, usecols=["client_id", "landmark_kind", "label", "weight", *columns]):
        numbers = chunk[[c for c in columns if c not in known]].to_numpy(np.float32)
        hot = [(chunk[c] == value).to_numpy(np.float32)[:, None] for c in known for value in known[c]]
        blocks.append(np.concatenate([numbers, *hot], axis=1))
        rest.append(chunk[["client_id", "landmark_kind", "label", "weight"]])
    return np.concatenate(blocks), pd.concat(rest, ignore_index=True)


def slope(log_odds, labels, weights):
    """The coefficient of the log-odds in a weighted logistic regression of the labels on them, by Newton's method."""
    design = np.column_stack([np.ones_like(log_odds), log_odds])
    at = np.array([0.0, 1.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-design @ at))
        step = np.linalg.solve((design * (weights * p * (1 - p))[:, None]).T @ design, design.T @ (weights * (labels - p)))
        at = at + step
        if np.abs(step).max() < 1e-10:
            return at[1]
    raise RuntimeError("The calibration slope did not converge in 50 steps.")


def by_xgboost(x, y, weights, is_judged):
    import xgboost

    learn = xgboost.QuantileDMatrix(x[~is_judged], y[~is_judged], weight=weights[~is_judged], max_bin=255)
    judge = xgboost.QuantileDMatrix(x[is_judged], y[is_judged], weight=weights[is_judged], max_bin=255, ref=learn)
    options = {"objective": "binary:logistic", "tree_method": "hist", "max_bin": 255, "eta": 0.2, "max_depth": 6, "min_child_weight": 20, "lambda": 5, "subsample": 0.7, "colsample_bytree": 0.5, "seed": 1, "nthread": 2}
    booster = xgboost.train(options, learn, 400, evals=[(judge, "judged")], early_stopping_rounds=10, verbose_eval=20)
    print(f"xgboost {xgboost.__version__}: {booster.best_iteration + 1} trees", file=sys.stderr)
    return lambda rows: booster.predict(xgboost.DMatrix(rows), iteration_range=(0, booster.best_iteration + 1))


def by_sklearn(x, y, weights, is_judged):
    import sklearn
    from sklearn.ensemble import HistGradientBoostingClassifier

    # Its own early stopping would part rows and not clients.
    model = HistGradientBoostingClassifier(max_iter=200, max_depth=6, min_samples_leaf=200, l2_regularization=5, early_stopping=False, random_state=1)
    model.fit(x, y, sample_weight=weights)
    print(f"scikit-learn {sklearn.__version__}: {model.n_iter_} trees", file=sys.stderr)
    return lambda rows: model.predict_proba(rows)[:, 1]


def line(name, figures):
    print(f"| {name} | " + " | ".join(f"{f:.4f}" for f in figures) + " |")


def reported(folder, name, rows):
    report = json.load(open(f"{folder}/{name}.json"))
    if report["rows"] != rows:
        raise SystemExit(f"{name}.json was judged on {report['rows']} rows; unseen.csv has {rows}. Expected the same landmarks.")
    return report


def figures(report):
    return [report["auc"], report["byLandmark"]["attended"]["auc"], report["calibrationSlope"]]


def main():
    folder, libraries = sys.argv[1], sys.argv[2:]
    known = categories(f"{folder}/large.csv")
    names = [set(pd.read_csv(f"{folder}/{part}.csv", nrows=0).columns) for part in ["large", "unseen"]]
    columns = sorted((names[0] & names[1]) - set(KEYS))
    x, large = read(f"{folder}/large.csv", columns, known)
    unseen, rows = read(f"{folder}/unseen.csv", columns, known)
    y, weights, attended = rows["label"].to_numpy(), rows["weight"].to_numpy(), (rows["landmark_kind"] == "attended").to_numpy()
    # Whole clients, by a hash that does not change from run to run.
    is_judged = np.array([zlib.crc32(c.encode()) % 10 == 0 for c in large["client_id"]])
    others = {}
    for name in libraries:
        start = time.monotonic()
        predict = {"xgboost": by_xgboost, "sklearn": by_sklearn}[name](x, large["label"].to_numpy(), large["weight"].to_numpy(), is_judged)
        print(f"{name} took {time.monotonic() - start:.0f} s for {len(x)} rows of {x.shape[1]} columns", file=sys.stderr)
        p = predict(unseen).astype(float)
        others[f"{name}, {large['client_id'].nunique()} clients"] = [roc_auc_score(y, p, sample_weight=weights), roc_auc_score(y[attended], p[attended], sample_weight=weights[attended]), slope(np.log(p / (1 - p)), y, weights)]

    trees, logistic = [reported(folder, name, len(y)) for name in ["trees", "logistic"]]
    print(f"{len(y)} landmarks of {rows['client_id'].nunique()} clients that no model has seen, {np.average(y, weights=weights):.1%} with label 1\n")
    print("| model | AUC, all landmarks | AUC, after an attended session | calibration slope |\n|---|---|---|---|")
    line("trees", figures(trees))
    line("logistic", figures(logistic))
    for name, reached in others.items():
        line(name, reached)
    line("true risk", figures(trees["upperBound"]))


if __name__ == "__main__":
    main()
