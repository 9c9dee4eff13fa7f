"""`python -m mujaz` is the same as `mujaz`."""

from mujaz.cli import main

if __name__ == "__main__":
    main()
