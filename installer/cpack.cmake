# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Packages by CPack: DEB on Linux; on Windows and macOS the file of that system adds its own.
set(CPACK_PACKAGE_NAME headroom)
set(CPACK_PACKAGE_VENDOR "The Headroom authors")
set(CPACK_PACKAGE_CONTACT "The Headroom authors <maintainers@headroom.invalid>")
set(CPACK_PACKAGE_HOMEPAGE_URL ${HEADROOM_HOMEPAGE})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "advisor for local AI: buy, rent or call an API")
set(CPACK_PACKAGE_DESCRIPTION "States what a language model needs and answers, as you type, whether it
fits, how fast it runs, what it draws and what it costs over its life to
buy, rent or call an API. Every number opens to its formula, inputs,
source and date; the catalog of models, machines and prices is a local
file that you own and edit.
.
Holds the window (headroom), the same functions on the command line
(headroom-cli) and the documentation of the formulas. Works offline and
sends nothing anywhere.")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
if(NOT WIN32 AND NOT APPLE)
    set(CPACK_GENERATOR DEB)
    set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
    # The mode of a folder must not depend on the umask of who packs.
    set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
                                                    WORLD_READ WORLD_EXECUTE)
endif()

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
# Needs dpkg-dev: without it the package would name no library at all. The SQLite driver and the SVG
# icon engine are plug-ins, which no shared-library scan can see.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6sql6-sqlite, libqt6svg6")
# Certificates for price lists that a person asks for; a desktop without X11; its look.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates, qt6-wayland, qt6-gtk-platformtheme")
include(CPack)
