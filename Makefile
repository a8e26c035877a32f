# make           install what is missing, build, run every lesson, write the pages
# make test      the same preparation, then every test and a check of every lesson
# make test-pages   the pages in Chromium: accessibility, keyboard, search, paper; and valid HTML
# make bench     how fast it is, as ratios to the same work elsewhere
# make gallery   every figure on one page: docs/gallery/index.html
# make install   PREFIX=/usr/local

PREFIX ?= /usr/local
WORKBOOK = .build/release/workbook
LIBRARY = $(DESTDIR)$(PREFIX)/lib/workbook
MODULES = NeuralCore Archives NeuralFiles Explanations Figures Math Exhibits LessonKit SwiftCSV

# What the tests of the pages need, in a Python environment of their own.
PYTHON = .build/page-tests/bin/python

.PHONY: all packages build pages test test-pages bench gallery install uninstall clean

all: pages
	@echo
	@echo "Open site/index.html, or read a lesson here: $(WORKBOOK) run 1"

packages:
	@Scripts/install-packages libcmark-dev cmark libxxhash-dev zlib1g-dev libopenblas0 pkg-config

build: packages
	swift build -c release

pages: build
	$(WORKBOOK) build

test: build
	swift test
	$(WORKBOOK) check --no-cache
	$(WORKBOOK) build --verify

test-pages: build $(PYTHON)
	$(PYTHON) -m pytest -q -p no:cacheprovider -n 2 Tests/PageTests

$(PYTHON): Tests/PageTests/requirements.txt
	@Scripts/install-packages chromium fonts-liberation default-jre-headless poppler-utils python3-venv
	@rm -rf .build/page-tests
	python3 -m venv .build/page-tests
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --requirement $< || \
	    { echo "the Python packages of $< cannot be fetched; the tests of the pages need them" >&2; rm -rf .build/page-tests; exit 1; }
	@touch $@

bench: build
	@swift build -c release --package-path Benchmarks
	@python3 Benchmarks/run.py

gallery:
	swift run -c release --package-path Gallery gallery docs/gallery

install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(LIBRARY)/Modules
	install $(WORKBOOK) $(DESTDIR)$(PREFIX)/bin/workbook
	install .build/release/LessonHost $(LIBRARY)/LessonHost
	install -m 644 .build/release/libLessonKit.so $(LIBRARY)/libLessonKit.so
	for module in $(MODULES); do \
	    install -m 644 .build/release/Modules/$$module.swiftmodule $(LIBRARY)/Modules/; \
	done

uninstall:
	rm -rf $(DESTDIR)$(PREFIX)/bin/workbook $(LIBRARY)

clean:
	rm -rf .build
