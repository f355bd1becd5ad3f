# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

"""check.py PACKAGES: what `meson compile packages` made. One version stands everywhere; a package that has the library
has each header of the tree, the same byte for byte, and nothing else of its name; archives hold what their folders do;
and each manifest keeps its platform's rules, which are cited. The last line is `N passed, N failed`."""

import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
STUBS = ROOT / 'tests/packages/stubs'
packages = pathlib.Path(sys.argv[1]).resolve()
version = re.search(r'string_view version = "(.*)";', (ROOT / 'include/portwright/version.hpp').read_text())[1]
facts = json.loads((ROOT / 'examples/packages/facts.json').read_text())
counts = {True: 0, False: 0}


def expect(title, holds):
    counts[bool(holds)] += 1
    if not holds:
        print(f'FAIL {title}')


def same(title, found, wanted):
    if isinstance(found, dict) and isinstance(wanted, dict):  # only what differs
        found, wanted = ({name: one[name] for name in one if name not in other or other[name] != one[name]}
                         for one, other in ((found, wanted), (wanted, found)))
    expect(title if found == wanted else f'{title}: {found!r:.200}, and not {wanted!r:.200}', found == wanted)


def unpacked(archive):
    if archive.suffix == '.zip':
        with zipfile.ZipFile(archive) as opened:
            return {name: opened.read(name) for name in opened.namelist()}
    with tarfile.open(archive) as opened:
        return {entry.name: opened.extractfile(entry).read() for entry in opened.getmembers() if entry.isfile()}


def folder_of(platform):
    return packages / platform / facts['folders'].get(platform, 'portwright')


# ---- archives, versions and files

headers = {str(path.relative_to(ROOT / 'include')): path.read_bytes()
           for path in (ROOT / 'include').rglob('*') if path.is_file()}
source = packages / f'portwright-{version}.tar.gz'
platforms = sorted(path.name for path in (ROOT / 'examples/packages').iterdir()
                   if path.is_dir() and path.name != '__pycache__')
same('there are archives of this version for each platform, and no others',
     sorted(path.name for path in packages.iterdir() if path.is_file()),
     sorted([source.name] + [f'portwright-{name}-{version}.' + ('zip' if name in facts['zip'] else 'tar.gz')
                             for name in platforms]))
files_of_source = unpacked(source)
for name, content in headers.items():
    expect(f'the source archive has include/{name}',
           files_of_source.get(f'portwright-{version}/include/{name}') == content)
for name in ('meson.build', 'LICENSE', 'README.md', 'tests/meson.build', 'examples/cmake/CMakeLists.txt'):
    expect(f'the source archive has {name}', f'portwright-{version}/{name}' in files_of_source)

for platform in platforms:
    folder = folder_of(platform)
    (archive,) = packages.glob(f'portwright-{platform}-{version}.*')
    in_folder = {str(path.relative_to(folder.parent)): path.read_bytes() for path in folder.rglob('*') if path.is_file()}
    same(f'{archive.name} holds its folder', unpacked(archive), in_folder)
    for name in ('LICENSE', 'README.md'):
        expect(f'{platform} has {name}', (folder / name).is_file())
    readme = (folder / 'README.md').read_text()
    expect(f'the README of {platform} names the version, and has a path of five minutes',
           version in readme and '## Five minutes' in readme)
    # Other processes can read a command line, and the shell keeps it.
    commands = '\n'.join(block for language, block in re.findall(r'^```(\S*)\n(.*?)^```$', readme, re.M | re.S)
                         if language in ('', 'console', 'sh'))
    expect(f'the README of {platform} has a key in no command',
           not re.search(r'(?i)(?:key|secret|token)(?:[ =,]|\\n)+(?:\.\.\.|\w*AKID|data,)', commands))
    expect(f'a fact was left out in {platform}',
           not any(re.search(rb'@[A-Z0-9_]+@', content) for name, content in in_folder.items()
                   if not name.endswith('.cmake')))
    if platform not in facts['include']:
        continue
    include = folder / facts['include'][platform] / 'portwright'
    packed = {f'portwright/{path.relative_to(include)}': path.read_bytes() for path in include.rglob('*') if path.is_file()}
    for name in sorted(headers.keys() | packed.keys()):
        expect(f'{platform}: {name} is not that of the tree', headers.get(name) == packed.get(name))


same('the wrap file is of this version',
     re.findall(r'^revision = (.*)$', (ROOT / 'examples/portwright.wrap').read_text(), re.M), [f'v{version}'])

# ---- ESP-IDF: docs.espressif.com/projects/idf-component-manager, "idf_component.yml Manifest File"

esp = folder_of('esp-idf')
manifest = yaml.safe_load((esp / 'idf_component.yml').read_text())
same('ESP-IDF: version', manifest['version'], version)
expect('ESP-IDF: only attributes of the manifest',
       manifest.keys() <= {'version', 'description', 'url', 'repository', 'license', 'maintainers', 'tags', 'targets',
                           'dependencies', 'documentation', 'issues', 'discussion', 'files', 'examples', 'commit_sha'})
same('ESP-IDF: an SPDX licence', manifest['license'], facts['license'])
expect('ESP-IDF: maintainers are NAME <EMAIL>',
       all(re.fullmatch(r'[^<>]+ <[^<>@ ]+@[^<>@ ]+>', one) for one in manifest['maintainers']))
expect('ESP-IDF: tags of 3 to 32 characters, of letters, digits, - and _',
       all(re.fullmatch(r'[A-Za-z0-9_-]{3,32}', tag) for tag in manifest['tags']))
expect('ESP-IDF: a range of ESP-IDF', re.fullmatch(r'>=\d+\.\d+', manifest['dependencies']['idf']))
example = yaml.safe_load((esp / 'examples/ensure/main/idf_component.yml').read_text())
same('ESP-IDF: the example asks for this version', example['dependencies']['portwright']['version'], f'^{version}')
same('ESP-IDF: the example takes the component around it',
     (esp / 'examples/ensure/main' / example['dependencies']['portwright']['override_path']).resolve(), esp.resolve())
expect('ESP-IDF: registered', 'idf_component_register(' in (esp / 'CMakeLists.txt').read_text())
for kconfig, prefix in ((esp / 'Kconfig', 'PORTWRIGHT_'), (esp / 'examples/ensure/main/Kconfig.projbuild', 'EXAMPLE_')):
    text = kconfig.read_text()
    options = re.findall(r'^\s*config (\w+)', text, re.M)
    expect(f'ESP-IDF: {kconfig.name}: options of its own names', options and all(o.startswith(prefix) for o in options))
    expect(f'ESP-IDF: {kconfig.name}: each with a type and a default',
           len(re.findall(r'^\s*(int|string|bool) "', text, re.M)) == text.count('default ') == len(options))
    same(f'ESP-IDF: {kconfig.name}: menus end', text.count('endmenu'), len(re.findall(r'^menu ', text, re.M)))
code = (esp / 'include/portwright_esp_http_client.hpp').read_text() + (esp / 'examples/ensure/main/main.cpp').read_text()
options = set(re.findall(r'config (\w+)', (esp / 'Kconfig').read_text() +
                         (esp / 'examples/ensure/main/Kconfig.projbuild').read_text()))
same('ESP-IDF: what is configured is used, and what is used configured',
     set(re.findall(r'CONFIG_((?:PORTWRIGHT|EXAMPLE)_\w+)', code)), options)

# ---- Zephyr: scripts/zephyr_module.py has the schema of module.yml

zephyr = folder_of('zephyr')
module = yaml.safe_load((zephyr / 'zephyr/module.yml').read_text())
expect('Zephyr: only keys of the schema', module.keys() <= {'name', 'build', 'tests', 'samples', 'boards', 'blobs',
                                                            'security', 'package-managers', 'runners'})
expect('Zephyr: only keys of the schema below build',
       module['build'].keys() <= {'cmake', 'kconfig', 'cmake-ext', 'kconfig-ext', 'sysbuild-cmake', 'sysbuild-kconfig',
                                  'depends', 'settings'})
expect('Zephyr: its folders exist', (zephyr / module['build']['cmake'] / 'CMakeLists.txt').is_file() and
       (zephyr / module['build']['kconfig']).is_file() and all((zephyr / one).is_dir() for one in module['samples']))
same('Zephyr: version', module['security']['external-references'], [f'pkg:generic/portwright@{version}'])
conf = (zephyr / 'samples/ensure/prj.conf').read_text()
set_options = re.findall(r'^CONFIG_(\w+)=', conf, re.M)
expect('Zephyr: no option twice', len(set_options) == len(set(set_options)))
depends = set(re.findall(r'depends on (\w+)', (zephyr / 'zephyr/Kconfig').read_text()))
expect('Zephyr: the sample sets what the module depends on', depends <= set(set_options))
sample = yaml.safe_load((zephyr / 'samples/ensure/sample.yaml').read_text())
expect('Zephyr: a sample of a name, with tests of names with dots',
       sample['sample']['name'] and all('.' in name for name in sample['tests']))
same('Zephyr: what the sample uses is configured',
     set(re.findall(r'CONFIG_(SAMPLE_\w+)', (zephyr / 'samples/ensure/src/main.cpp').read_text())),
     set(re.findall(r'config (\w+)', (zephyr / 'samples/ensure/Kconfig').read_text())))

# ---- Arduino: docs.arduino.cc/arduino-cli/library-specification; its linter's schema of library.properties

arduino = folder_of('arduino')
properties = dict(line.split('=', 1) for line in (arduino / 'library.properties').read_text().splitlines())
same('Arduino: the properties of the specification', set(properties),
     {'name', 'version', 'author', 'maintainer', 'sentence', 'paragraph', 'category', 'url', 'architectures', 'includes'})
same('Arduino: version', properties['version'], version)
expect('Arduino: version of three numbers', re.fullmatch(r'\d+\.\d+\.\d+', properties['version']))
expect('Arduino: a name by its rules', re.fullmatch(r'[A-Za-z][A-Za-z0-9 _.-]{0,62}', properties['name']) and
       'arduino' not in properties['name'].lower())
expect('Arduino: neither "Arduino" in author or maintainer, nor the name in the sentence',
       'arduino' not in (properties['author'] + properties['maintainer']).lower() and
       properties['name'].lower() not in properties['sentence'].lower())
expect('Arduino: a category of its list',
       properties['category'] in {'Display', 'Communication', 'Signal Input/Output', 'Sensors', 'Device Control',
                                  'Timing', 'Data Storage', 'Data Processing', 'Other'})
same('Arduino: the folder has the name of the library', arduino.name, properties['name'])
expect('Arduino: includes exist', all((arduino / 'src' / one).is_file() for one in properties['includes'].split(',')))
sketches = sorted(arduino.glob('examples/*/*.ino'))
expect('Arduino: a sketch has the name of its folder', sketches and all(s.stem == s.parent.name for s in sketches))
same('Arduino: sketches of the package for PlatformIO', [s.read_bytes() for s in sketches],
     [s.read_bytes() for s in sorted(folder_of('platformio').glob('examples/*/*.ino'))])

# ---- PlatformIO: platformio-core's platformio/package/manifest/schema.py

platformio = folder_of('platformio')
library = json.loads((platformio / 'library.json').read_text())
same('PlatformIO: version', library['version'], version)
expect('PlatformIO: a name without :;/,@<>', re.fullmatch(r'[^:;/,@<>]{1,100}', library['name']))
expect('PlatformIO: keywords of a-z, digits, -, +, . and blanks',
       all(re.fullmatch(r'[a-z\d\-+. ]{1,50}', word) for word in library['keywords']))
expect('PlatformIO: a description of at most 1000', 1 <= len(library['description']) <= 1000)
expect('PlatformIO: frameworks and platforms are lists of names',
       all(re.fullmatch(r'[a-z\d\-_]+|\*', name) for name in library['frameworks'] + library['platforms']))
expect('PlatformIO: repository', library['repository']['type'] in {'git', 'hg', 'svn'})
expect('PlatformIO: authors', all(1 <= len(one['name']) <= 50 and '@' in one['email'] for one in library['authors']))
expect('PlatformIO: examples exist',
       all(re.fullmatch(r'[a-zA-Z\d\-_/]+', one['name']) and (platformio / one['base'] / name).is_file()
           for one in library['examples'] for name in one['files']))
expect('PlatformIO: headers exist', (platformio / 'src' / library['headers']).is_file())

# ---- vcpkg: learn.microsoft.com/vcpkg, "vcpkg.json Reference", and its maintainer guide

port = folder_of('vcpkg') / 'ports/portwright'
manifest = json.loads((port / 'vcpkg.json').read_text())
same('vcpkg: version', manifest['version'], version)
same('vcpkg: the port has the name of its folder', manifest['name'], port.name)
expect('vcpkg: fields of the reference, in the order of vcpkg format-manifest',
       list(manifest) == ['name', 'version', 'description', 'homepage', 'license', 'default-features', 'features'])
expect('vcpkg: default features exist', set(manifest['default-features']) <= set(manifest['features']))
expect('vcpkg: the portfile installs a copyright and usage',
       'vcpkg_install_copyright' in (port / 'portfile.cmake').read_text() and (port / 'usage').is_file())
same('vcpkg: SHA-512', re.findall(r'SHA512 ([0-9a-f]+)', (port / 'portfile.cmake').read_text()),
     [hashlib.sha512(source.read_bytes()).hexdigest()])

# ---- Conan 2: the recipe is run, by a stand-in of what it uses

recipe = folder_of('conan') / 'recipes/portwright'
same('Conan: config.yml', yaml.safe_load((recipe / 'config.yml').read_text()), {'versions': {version: {'folder': 'all'}}})
data = yaml.safe_load((recipe / 'all/conandata.yml').read_text())
same('Conan: conandata.yml', list(data['sources']), [version])
sys.path.insert(0, str(STUBS / 'conan'))
sys.dont_write_bytecode = True
scope = {'__name__': 'recipe'}
exec(compile((recipe / 'all/conanfile.py').read_text(), 'conanfile.py', 'exec'), scope)  # pylint: disable=exec-used
Recipe = scope['PortwrightConan']
from conan.errors import ConanInvalidConfiguration  # pylint: disable=wrong-import-position
for with_mbedtls in (True, False):
    with tempfile.TemporaryDirectory() as work:
        made = Recipe(version, data, {'with_mbedtls': with_mbedtls}, cppstd=20)
        made.work, made.downloads = work, str(packages)
        for step in (made.layout, made.requirements, made.validate, made.source, made.package, made.package_id,
                     made.package_info):
            step()
        packed = {str(path.relative_to(made.package_folder)): path.read_bytes()
                  for path in pathlib.Path(made.package_folder).rglob('*') if path.is_file()}
        same('Conan: the package has the headers and the licence, and nothing else', packed,
             {f'include/{name}': content for name, content in headers.items()} |
             {'licenses/LICENSE': (ROOT / 'LICENSE').read_bytes()})
        same('Conan: requires mbedTLS where asked', [one.split('/')[0] for one in made.required],
             ['mbedtls'] if with_mbedtls else [])
        expect('Conan: one package for all settings', made.info.cleared)
        same('Conan: CMake targets', sorted(one.properties['cmake_target_name'] for one in made.cpp_info.components.values()),
             ['portwright::mbedtls', 'portwright::portwright'] if with_mbedtls else ['portwright::portwright'])
try:
    Recipe(version, data, {}, cppstd='gnu17').validate()
    expect('Conan: C++17 is refused', False)
except ConanInvalidConfiguration:
    expect('Conan: C++17 is refused', True)
expect('Conan: attributes that conan-center asks for',
       all(getattr(Recipe, name, None) for name in ('name', 'description', 'license', 'url', 'homepage', 'topics',
                                                    'package_type', 'settings')) and not hasattr(Recipe, 'version'))

# ---- OpenWrt: its Makefile is read by make, with stand-ins of rules.mk, package.mk and meson.mk

feed = folder_of('openwrt') / 'portwright'
read = subprocess.run(['make', '-s', '-C', str(feed), f'TOPDIR={STUBS}/openwrt/make', f'INCLUDE_DIR={STUBS}/openwrt/make',
                       'facts'], capture_output=True, text=True, check=False)
expect(f'OpenWrt: make reads the Makefile {read.stderr}', read.returncode == 0)
makefile = dict(line.split('=', 1) for line in read.stdout.splitlines() if '=' in line)
same('OpenWrt: version', makefile['version'], version)
same('OpenWrt: hash', makefile['hash'], hashlib.sha256(source.read_bytes()).hexdigest())
same('OpenWrt: source', makefile['source'], source.name)
same('OpenWrt: an SPDX licence', makefile['license'], facts['license'])
expect('OpenWrt: what a package says', all(makefile[name] for name in ('release', 'url', 'maintainer', 'section',
                                                                       'category', 'title', 'depends')))
expect('OpenWrt: each download has a SHA-256',
       len(makefile['downloads'].split()) == 2 and
       all(re.search(r'=[0-9a-f]{64}$', one) for one in makefile['downloads'].split()))
expect('OpenWrt: a title of at most 40', len(makefile['title']) <= 40)
with tempfile.TemporaryDirectory() as work:
    root = pathlib.Path(work) / 'root'
    built = pathlib.Path(work) / f'build/portwright-{version}/openwrt-build/examples'
    built.mkdir(parents=True)
    (built / 'portwright').write_text('the tool')
    installed = subprocess.run(['make', '-s', '-C', str(feed), f'TOPDIR={STUBS}/openwrt/make', f'WORK={work}',
                                f'INCLUDE_DIR={STUBS}/openwrt/make', f'ROOT={root}', 'install'],
                               capture_output=True, text=True, check=False)
    expect(f'OpenWrt: installs {installed.stderr}', installed.returncode == 0)
    same('OpenWrt: files and their modes',
         {str(path.relative_to(root)): oct(path.stat().st_mode & 0o777) for path in root.rglob('*') if path.is_file()},
         {'usr/bin/portwright': '0o755', 'usr/libexec/portwright-ensure': '0o755', 'etc/init.d/portwright': '0o755',
          'etc/config/portwright': '0o600'})  # with keys in it: for root alone
    conffiles = re.search(r'define Package/portwright/conffiles\n(.*?)\nendef', (feed / 'Makefile').read_text(), re.S)[1]
    expect('OpenWrt: the configuration survives an upgrade',
           all((root / line.lstrip('/')).is_file() for line in conffiles.splitlines()))
for script in ('portwright.init', 'portwright-ensure'):
    checked = subprocess.run(['sh', '-n', str(feed / 'files' / script)], check=False)
    expect(f'OpenWrt: {script} is of sh', checked.returncode == 0)
expect('OpenWrt: an init script by rc.common', (feed / 'files/portwright.init').read_text().startswith(
    '#!/bin/sh /etc/rc.common\n') and 'USE_PROCD=1' in (feed / 'files/portwright.init').read_text())

# ---- Yocto: docs.yoctoproject.org/ref-manual/variables, and the style of its recipes

layer = folder_of('yocto')
(recipe,) = layer.glob('recipes-*/portwright/portwright_*.bb')
same('Yocto: version', recipe.stem, f'portwright_{version}')
text = recipe.read_text()
joined = text.replace('\\\n', ' ')
values = dict(re.findall(r'^([A-Z_a-z:\[\].${}0-9-]+) \??\??\+?= "([^"]*)"$', joined, re.M))
expect('Yocto: what a recipe says', all(values.get(name) for name in ('SUMMARY', 'HOMEPAGE', 'LICENSE', 'SRC_URI',
                                                                      'LIC_FILES_CHKSUM', 'DEPENDS')))
same('Yocto: the licence text', values['LIC_FILES_CHKSUM'],
     f"file://LICENSE;md5={hashlib.md5((ROOT / 'LICENSE').read_bytes()).hexdigest()}")
same('Yocto: SHA-256', values['SRC_URI[portwright.sha256sum]'], hashlib.sha256(source.read_bytes()).hexdigest())
names = re.findall(r';name=(\w+)', values['SRC_URI'])
expect('Yocto: each source has a SHA-256',
       names and all(re.fullmatch(r'[0-9a-f]{64}', values.get(f'SRC_URI[{name}.sha256sum]', '')) for name in names))
for line in joined.splitlines():
    expect(f'Yocto: {line}', re.fullmatch(
        r'|#.*|inherit [a-z ]+|[A-Z_a-z:\[\].${}0-9-]+ (\?\?=|\?=|\+=|=) ".*"|do_\w+(:append|:prepend)?\(\) \{|    .*|\}', line))
layer_conf = (layer / 'conf/layer.conf').read_text()
expect('Yocto: the layer says what it is of',
       all(name in layer_conf for name in ('BBPATH .=', 'BBFILES +=', 'BBFILE_COLLECTIONS +=', 'BBFILE_PATTERN_portwright',
                                           'LAYERDEPENDS_portwright', 'LAYERSERIES_COMPAT_portwright')))

# ---- one hash in two recipes

same('OpenWrt and Yocto fetch the same cpp-httplib',
     re.search(r'=([0-9a-f]{64})$', [one for one in makefile['downloads'].split() if 'httplib' in one][0])[1],
     values['SRC_URI[httplib.sha256sum]'])

print(f'{counts[True]} passed, {counts[False]} failed')
sys.exit(1 if counts[False] or not counts[True] else 0)
