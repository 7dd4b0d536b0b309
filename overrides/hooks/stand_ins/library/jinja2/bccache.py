"""Jinja2's store of compiled templates on disk or in memcached, with pickle and tempfile behind it."""


class BytecodeCache:
    pass


class FileSystemBytecodeCache(BytecodeCache):
    pass


class MemcachedBytecodeCache(BytecodeCache):
    pass
