"""What the notebooks share: running `predictor`, starting the service, exports as the service takes them, and how plots look."""

import contextlib
import csv
import functools
import gzip
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

import matplotlib.pyplot as plt

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = ROOT / "data-samples"
INK, BLUE, ORANGE, GREEN, GREY = "#222222", "#2b6cb0", "#c05621", "#2f855a", "#a0aec0"

plt.rcParams.update(
    {
        "figure.figsize": (7, 3.6),
        "figure.dpi": 80,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "grid.alpha": 0.25,
        "axes.titlelocation": "left",
        "axes.titlesize": 11,
        "font.size": 9,
        "legend.frameon": False,
    }
)


@functools.cache
def built(project):
    """The program of a project under src, built if it has to be, as a command. PREDICTOR_BUILT says that it is there already."""
    if not os.environ.get("PREDICTOR_BUILT"):
        done = subprocess.run(["dotnet", "build", ROOT / "src" / project, "-c", "Release", "-v", "q", "--nologo"], capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{project} does not build:\n{done.stdout}{done.stderr}")
    assembly = "predictor" if project == "Predictor.Training" else project
    return ["dotnet", str(ROOT / "src" / project / "bin" / "Release" / "net10.0" / f"{assembly}.dll")]


def predictor(*arguments):
    """Runs a command of `predictor` with --json and returns its document. What the command says is the error where it fails."""
    done = subprocess.run([*built("Predictor.Training"), *map(str, arguments), "--json"], capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise RuntimeError(f"predictor {arguments[0]} ended with {done.returncode}:\n{done.stderr}")
    return json.loads(done.stdout)


def workspace():
    """A folder for models and tables, gone when the notebook ends."""
    folder = tempfile.TemporaryDirectory(prefix="predictor-notebook-")
    path = pathlib.Path(folder.name)
    _kept.append(folder)
    return path


_kept = []


def sub_export(source, target, keep):
    """Copies the episodes of an export for which keep(row) holds, with all that belongs to them. Returns how many there are."""
    target.mkdir(parents=True)
    with open(source / "episodes.csv", encoding="utf-8", newline="") as file:
        kept = {row["episode_id"] for row in csv.DictReader(file) if keep(row)}
    for table in sorted(source.glob("*.csv")):
        with open(table, encoding="utf-8", newline="") as old, open(target / table.name, "w", encoding="utf-8", newline="") as new:
            rows = csv.DictReader(old)
            out = csv.DictWriter(new, rows.fieldnames)
            out.writeheader()
            out.writerows(row for row in rows if row["episode_id"] in kept)
    return len(kept)


NUMBERS = {"age_at_start", "distance_km", "copay", "prior_episodes", "prior_dropouts", "duration_minutes", "score", "amount"}


def requests_of(folder, episode_ids):
    """Bodies for POST /v1/risk-scores, without asOf: the columns of an export in camel case. Attributes of the fairness audit (s_) stay behind."""
    bodies = {}
    for table in ("episodes", "appointments", "measures", "payments", "contacts"):
        path = folder / f"{table}.csv"
        if not path.exists():
            continue
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["episode_id"] not in episode_ids:
                    continue
                body = bodies.setdefault(row["episode_id"], {})
                fields = {_camel(c): _value(c, v) for c, v in row.items() if v != "" and not c.startswith("s_")}
                if table == "episodes":
                    body["episode"] = fields
                else:
                    del fields["episodeId"]
                    body.setdefault(table, []).append(fields)
        # A table that the export has, and that says nothing of a client, is empty for that client: not the same as no table.
        for body in bodies.values():
            if table != "episodes":
                body.setdefault(table, [])
    return bodies


def _camel(column):
    return column if column.startswith("x_") else re.sub("_(.)", lambda m: m[1].upper(), column)


def _value(column, text):
    if column in NUMBERS:
        return float(text)
    if column.startswith("x_"):
        with contextlib.suppress(ValueError):
            return float(text)
    return text


class Service:
    """A service on this machine, in development mode."""

    def __init__(self, url):
        self.url = url

    def get(self, path):
        return self.send(path, None)

    def post(self, path, body):
        return self.send(path, json.dumps(body).encode(), "application/json")

    def send(self, path, data, kind=None, headers=()):
        """The status and the answer, as JSON where it is: an error is an answer too."""
        request = urllib.request.Request(self.url + path, data, {"Content-Type": kind, **dict(headers)} if kind else dict(headers))
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, _read(answer)
        except urllib.error.HTTPError as error:
            return error.code, _read(error)


def _read(answer):
    body = answer.read()
    if answer.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    text = body.decode()
    return [json.loads(line) for line in text.splitlines() if line] if "ndjson" in (answer.headers.get("Content-Type") or "") else json.loads(text)


@contextlib.contextmanager
def serving(model):
    """Starts the service with a model package and stops it in the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="predictor-service-") as folder, open(pathlib.Path(folder) / "log", "w+", encoding="utf-8") as log:
        command = [*built("Predictor.Api"), "--development", "--urls", f"http://127.0.0.1:{port}", "--Model:Folder", str(model), "--Audit:Folder", f"{folder}/audit"]
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
        try:
            service = Service(f"http://127.0.0.1:{port}")
            for _ in range(600):
                if process.poll() is not None:
                    log.seek(0)
                    raise RuntimeError(f"The service ended with {process.returncode}:\n{log.read()}")
                with contextlib.suppress(urllib.error.URLError, ConnectionError):
                    if service.get("/healthz/ready")[0] == 200:
                        break
                time.sleep(0.1)
            else:
                raise RuntimeError("The service is not ready after a minute.")
            yield service
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)
