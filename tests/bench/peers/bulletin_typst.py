"""Compiles bulletin.typ in a folder with Typst's compiler; prints the seconds.

Ends with 3 where the package is missing: `pip install typst`.
"""

import os
import sys
import time

try:
    import typst
except ImportError:
    sys.exit(3)

root = sys.argv[1]
began = time.perf_counter()
typst.compile(
    os.path.join(root, "bulletin.typ"),
    output=os.path.join(root, "theirs.pdf"),
    root=root,
    font_paths=["/usr/share/fonts/opentype/noto"],
    ignore_system_fonts=True,
)
print(time.perf_counter() - began)
