"""Trains another library as the console run trains ours, and prints the same line.

Usage: train_others.py lightgbm|xgboost|scikit-learn TRAIN.csv TEST.csv THREADS
"""
import os
import sys
import time
from pathlib import Path

name, train, test, threads = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
os.environ["OMP_NUM_THREADS"] = str(threads)
# Threads of xgboost that wait by spinning take minutes where others want the same processors.
if name == "xgboost":
    os.environ["OMP_WAIT_POLICY"] = "passive"

import numpy as np
from sklearn.metrics import roc_auc_score

if name == "lightgbm":
    import lightgbm as lgb
elif name == "xgboost":
    import xgboost as xgb
else:
    from sklearn.ensemble import HistGradientBoostingClassifier


def read(path):
    header, body = Path(path).read_text(encoding="ascii").split("\n", 1)
    # Twice, as a field cannot end one match and begin the next.
    for _ in range(2):
        body = body.replace(",,", ",nan,")
    table = np.fromstring(body.replace(",\n", ",nan\n").replace("\n", ","), sep=",").reshape(-1, header.count(",") + 1)
    return np.ascontiguousarray(table[:, 1:]), table[:, 0]


def memory(kind):
    """Megabytes that are held (VmRSS) or were at most (VmHWM)."""
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith(kind)) / 1000


(x, y), (x_test, y_test) = read(train), read(test)
# From here on the peak counts anew.
Path("/proc/self/clear_refs").write_text("5")
before = memory("VmRSS")
start, spent = time.perf_counter(), time.process_time()
if name == "lightgbm":
    model = lgb.train(
        {"objective": "binary", "num_leaves": 31, "learning_rate": 0.1, "min_data_in_leaf": 20, "max_bin": 255, "num_threads": threads, "verbose": -1},
        lgb.Dataset(x, label=y), num_boost_round=100)
elif name == "xgboost":
    data = xgb.DMatrix(x, label=y, nthread=threads)
    model = xgb.train(
        {"objective": "binary:logistic", "tree_method": "hist", "grow_policy": "lossguide", "max_depth": 0, "max_leaves": 31, "eta": 0.1, "max_bin": 255,
         "nthread": threads}, data, num_boost_round=100)
else:
    model = HistGradientBoostingClassifier(learning_rate=0.1, max_iter=100, max_leaf_nodes=31, min_samples_leaf=20, max_bins=255, early_stopping=False)
    model.fit(x, y)
seconds, spent = time.perf_counter() - start, time.process_time() - spent
grown = memory("VmHWM") - before
scores = model.predict_proba(x_test)[:, 1] if name == "scikit-learn" else model.predict(xgb.DMatrix(x_test) if name == "xgboost" else x_test)
print(f"{name} seconds {seconds:.3f} cpu {spent:.3f} auc {roc_auc_score(y_test, scores):.4f} memory {grown:.0f}")
