# make run    set up what is missing and start the studio on http://localhost:8501 (PORT= and HOST= change it)
# make test   set up what is missing and run all tests
# make check  format, lint and types
# make bench  measure rendering against plain Manim into bench/results.md (BENCH="--case lesson" measures a part)
# make bench-checker  measure the checker into bench/checker.md
# make frames compare every frame of Manim's own examples with plain Manim's (FRAMES="--only graph" compares some)
# make lock   renew constraints.txt from the newest versions that fit PYTHON; give the oldest, Debian 12's 3.11.2

PYTHON ?= python3
PORT ?= 8501
HOST ?= 127.0.0.1
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
RUNTIME := $(VENV)/runtime.stamp
DEVELOPMENT := $(VENV)/development.stamp

.DEFAULT_GOAL := run
.PHONY: run test check bench bench-checker frames format lock clean system system-tests

run: system $(RUNTIME)
	@exec $(PY) -m streamlit run server.py --server.port $(PORT) --server.address $(HOST)

test: system-tests $(DEVELOPMENT)
	$(PY) -m pytest

check: system $(DEVELOPMENT)
	$(PY) -m pip check
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy

bench: system $(RUNTIME)
	@$(PY) -m bench $(BENCH)

bench-checker: system $(RUNTIME)
	@$(PY) -m bench.checking

frames: system-tests $(DEVELOPMENT)
	@$(PY) -m tests.frames.compare $(FRAMES)

format: $(DEVELOPMENT)
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

lock: system
	rm -rf $(VENV)/lock && $(PYTHON) -m venv $(VENV)/lock
	sed '/^-/d' requirements.txt requirements-dev.txt > $(VENV)/lock/all.txt
	$(VENV)/lock/bin/pip install --quiet --use-pep517 -r $(VENV)/lock/all.txt
	{ echo '# Written by `make lock` with the oldest Python that is supported: every version that the requirements leave open.'; \
	  $(VENV)/lock/bin/pip freeze; } > constraints.txt
	rm -rf $(VENV)/lock

clean:
	rm -rf $(VENV)

system:
	@PYTHON=$(PYTHON) setup/system.sh

system-tests:
	@PYTHON=$(PYTHON) setup/system.sh --tests

$(PY): | system
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed. Run make again with PYTHON=python3.12, say.")'
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.txt constraints.txt | $(PY)
	$(PIP) install --use-pep517 -r requirements.txt
	@touch $@

$(DEVELOPMENT): requirements.txt requirements-dev.txt constraints.txt | $(PY)
	$(PIP) install --use-pep517 -r requirements-dev.txt
	@touch $(RUNTIME) $@
