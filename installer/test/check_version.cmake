# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The version of CMakeLists.txt is semantic, and the pages that name it for people name that one.
cmake_minimum_required(VERSION 3.25)
if(NOT VERSION MATCHES "^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$")
    message(FATAL_ERROR "${VERSION} is no semantic version.")
endif()
string(REPLACE "." "\\." pattern "${VERSION}")

file(READ ${SOURCE_DIR}/CHANGELOG.md changelog)
string(REGEX MATCH "\n## ([^\n]*)" first "${changelog}")
if(first MATCHES "Unreleased")
    string(REGEX REPLACE "^.*\n## [^\n]*Unreleased[^\n]*\n" "\n" changelog "${changelog}")
    string(REGEX MATCH "\n## ([^\n]*)" first "${changelog}")
endif()
if(NOT first STREQUAL "\n## ${VERSION} - ${RELEASE_DATE}")
    message(FATAL_ERROR "CHANGELOG.md does not begin with “## ${VERSION} - ${RELEASE_DATE}”.")
endif()

file(READ ${SOURCE_DIR}/CITATION.cff citation)
if(NOT citation MATCHES "\nversion: ${pattern}\n" OR NOT citation MATCHES "\ndate-released: ${RELEASE_DATE}\n")
    message(FATAL_ERROR "CITATION.cff names another version or day than ${VERSION}, ${RELEASE_DATE}.")
endif()
