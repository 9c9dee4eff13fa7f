"""The front door: `python build.py [command]` is the same as `mujaz [command]`."""

import sys

try:
    from mujaz.cli import main
except ModuleNotFoundError as missing:
    sys.exit(f"{missing}\n  run `make setup` once, then: .venv/bin/python build.py")

if __name__ == "__main__":
    main()
