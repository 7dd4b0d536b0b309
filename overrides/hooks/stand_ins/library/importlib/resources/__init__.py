"""Reading data that lies beside code; the whole of it brings zipfile, tempfile and four kinds of compression."""

import importlib
import io


class Data:
    def __init__(self, loader, path):
        self.loader, self.path = loader, path

    def joinpath(self, *names):
        return Data(self.loader, "/".join([self.path, *names]))

    def __truediv__(self, name):
        return self.joinpath(name)

    def is_dir(self):
        return False

    def is_file(self):
        try:
            return self.read_bytes() is not None
        except FileNotFoundError:
            return False

    def read_bytes(self):
        try:
            return self.loader.get_data(self.path)
        except OSError:
            raise FileNotFoundError(self.path) from None

    def read_text(self, encoding=None, errors="strict"):
        return self.read_bytes().decode(encoding or "utf-8", errors)

    def open(self, mode="r", encoding=None):
        return io.BytesIO(self.read_bytes()) if "b" in mode else io.StringIO(self.read_text(encoding))


def files(package):
    package = importlib.import_module(package) if isinstance(package, str) else package
    return Data(package.__spec__.loader, package.__path__[0])
