# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

"""make.py OUTPUT [PLATFORM...]: the packages for other platforms, `meson compile packages`.

Each folder beside this file is a package: its files as they are, those named *.in with the facts of facts.json filled in
(@NAME@), the version of include/portwright/version.hpp, and what is known of the source archive (@SHA256@, @SHA512@).
Where the library is part of the package, all of its headers and the licence go in, whatever their names. OUTPUT gets the
source archive, an archive for each platform and, under the name of each, what is in it. The same tree makes the same
bytes.
"""

import gzip
import hashlib
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SOURCES = ('include', 'examples', 'tests', '.github', '.ci')
SOURCE_FILES = ('meson.build', 'README.md', 'LICENSE', '.clang-format', '.clang-tidy', '.gitignore', '.shellcheckrc')


def version():
    text = (ROOT / 'include/portwright/version.hpp').read_text(encoding='utf-8')
    return re.search(r'string_view version = "(.*)";', text)[1]


def library_files():
    """Path -> bytes of what the library consists of, without its tests."""
    return {str(path.relative_to(ROOT / 'include')): path.read_bytes()
            for path in sorted((ROOT / 'include').rglob('*.hpp'))}


def source_files():
    """What a release is made of: what git knows, or, in an unpacked release, what is there."""
    listed = subprocess.run(['git', '-C', str(ROOT), 'ls-files', '-co', '--exclude-standard', '-z'],
                            capture_output=True, check=False) if (ROOT / '.git').exists() else None
    if listed is not None and listed.returncode == 0:
        names = [name for name in listed.stdout.decode().split('\0') if name]
    else:
        names = [str(path.relative_to(ROOT)) for folder in SOURCES for path in (ROOT / folder).rglob('*')
                 if path.is_file() and not {'node_modules', '__pycache__'} & set(path.parts)]
        names += [name for name in SOURCE_FILES if (ROOT / name).is_file()]
    return {name: (ROOT / name) for name in sorted(set(names)) if (ROOT / name).is_file()}


def is_program(path):
    return path.stat().st_mode & 0o111 != 0


def tar_gz(folder, files):
    """files: path -> (bytes, whether it is a program)."""
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode='w', format=tarfile.GNU_FORMAT) as archive:
        for name, (content, program) in sorted(files.items()):
            entry = tarfile.TarInfo(f'{folder}/{name}')
            entry.size = len(content)
            entry.mode = 0o755 if program else 0o644
            entry.mtime = 0
            archive.addfile(entry, io.BytesIO(content))
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode='wb', mtime=0, filename='') as stream:
        stream.write(raw.getvalue())
    return packed.getvalue()


def zipped(folder, files):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, (content, program) in sorted(files.items()):
            entry = zipfile.ZipInfo(f'{folder}/{name}', (1980, 1, 1, 0, 0, 0))
            entry.external_attr = (0o755 if program else 0o644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return raw.getvalue()


def fill(text, values, name):
    filled = re.sub(r'@([A-Z0-9_]+)@', lambda found: values.get(found[1], found[0]), text)
    left = re.search(r'@[A-Z0-9_]+@', filled)
    if left:
        sys.exit(f'make.py: {name}: nothing is known of {left[0]}')
    return filled


def contents(platform, facts, values):
    """path -> (bytes, whether it is a program) of a platform's package."""
    files = {'LICENSE': ((ROOT / 'LICENSE').read_bytes(), False)}
    shared = facts['shared'].get(platform, {})
    for path in sorted((HERE / platform).rglob('*')):
        name = str(path.relative_to(HERE / platform))
        if not path.is_file() or name in shared or '__pycache__' in path.parts:
            continue
        content = path.read_bytes()
        if name.endswith('.in'):
            name = fill(name[:-3], values, name)
            content = fill(content.decode(), values, f'{platform}/{name}').encode()
        files[name] = (content, is_program(path))
    for source, name in shared.items():
        # A transport of the examples may name its neighbour.
        files[name] = ((HERE / platform / source).read_bytes(), False)
    if platform in facts['include']:
        for name, content in library_files().items():
            files[f'{facts["include"][platform]}/{name}'] = (content, False)
    return files


def main():
    output = pathlib.Path(sys.argv[1])
    facts = json.loads((HERE / 'facts.json').read_text(encoding='utf-8'))
    of = version()
    platforms = sorted(path.name for path in HERE.iterdir() if path.is_dir() and path.name != '__pycache__')
    wanted = sys.argv[2:] or platforms
    unknown = set(wanted) - set(platforms)
    if unknown:
        sys.exit(f'make.py: no platform {", ".join(sorted(unknown))}; there are: {", ".join(platforms)}')

    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    source = tar_gz(f'portwright-{of}',
                    {name: (path.read_bytes(), is_program(path)) for name, path in source_files().items()})
    (output / f'portwright-{of}.tar.gz').write_bytes(source)

    values = {name.upper(): value for name, value in facts.items() if isinstance(value, str)}
    values |= {
        'VERSION': of,
        'KEYWORDS_JSON': json.dumps(facts['keywords']),
        'KEYWORDS_LIST': ', '.join(facts['keywords']),
        'KEYWORDS_TUPLE': ', '.join(f'"{word}"' for word in facts['keywords']),
        'SHA256': hashlib.sha256(source).hexdigest(),
        'SHA512': hashlib.sha512(source).hexdigest(),
        'LICENSE_MD5': hashlib.md5((ROOT / 'LICENSE').read_bytes()).hexdigest(),
    }
    for platform in wanted:
        files = contents(platform, facts, values)
        folder = facts['folders'].get(platform, 'portwright')
        for name, (content, program) in files.items():
            to = output / platform / folder / name
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(content)
            to.chmod(0o755 if program else 0o644)
        stem = f'portwright-{platform}-{of}'
        if platform in facts['zip']:
            (output / f'{stem}.zip').write_bytes(zipped(folder, files))
        else:
            (output / f'{stem}.tar.gz').write_bytes(tar_gz(folder, files))
    print(f'{output}: portwright {of} for {", ".join(wanted)}')


if __name__ == '__main__':
    main()
