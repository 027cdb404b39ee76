# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
# What can be tested of packages without being root. A test that needs a tool is there only when the
# tool is. The scripts *_root.sh beside this file need root and are run by the workflow.
set(test_dir ${CMAKE_CURRENT_SOURCE_DIR}/test)
set(linux_dir ${CMAKE_CURRENT_SOURCE_DIR}/linux)

add_test(NAME "release: one version everywhere"
         COMMAND ${CMAKE_COMMAND} -DSOURCE_DIR=${PROJECT_SOURCE_DIR} -DVERSION=${PROJECT_VERSION}
                 -DRELEASE_DATE=${HEADROOM_RELEASE_DATE} -P ${test_dir}/check_version.cmake)
add_test(NAME "docs: every link and cited section exists"
         COMMAND ${CMAKE_COMMAND} -DSOURCE_DIR=${PROJECT_SOURCE_DIR} -P ${test_dir}/check_docs.cmake)
add_test(NAME "docs: broken links and sections are found"
         COMMAND ${CMAKE_COMMAND} -DSOURCE_DIR=${PROJECT_SOURCE_DIR}/tests/data/docs_bad -DEXPECTED=5
                 -P ${test_dir}/check_docs.cmake)

# Nobody is there to press OK while a picture is taken.
add_test(NAME "picture: a scenario that is not there is told, and nothing waits"
         COMMAND headroom --screenshot ${CMAKE_CURRENT_BINARY_DIR}/none.png no-such-file.headroom)
set_tests_properties("picture: a scenario that is not there is told, and nothing waits" PROPERTIES
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;XDG_DATA_HOME=${CMAKE_CURRENT_BINARY_DIR}/picture;XDG_CONFIG_HOME=${CMAKE_CURRENT_BINARY_DIR}/picture"
    PASS_REGULAR_EXPRESSION "headroom: .*no-such-file.headroom" TIMEOUT 60)

# The tree is formatted by one version; another one would find fault with it.
find_program(CLANG_FORMAT NAMES clang-format-14 clang-format)
if(CLANG_FORMAT)
    execute_process(COMMAND ${CLANG_FORMAT} --version OUTPUT_VARIABLE clang_format_version)
    if(clang_format_version MATCHES "version 14\\.")
        file(GLOB_RECURSE formatted CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/core/*.cpp ${PROJECT_SOURCE_DIR}/core/*.h
             ${PROJECT_SOURCE_DIR}/database/*.cpp ${PROJECT_SOURCE_DIR}/database/*.h ${PROJECT_SOURCE_DIR}/ui/*.cpp
             ${PROJECT_SOURCE_DIR}/ui/*.h ${PROJECT_SOURCE_DIR}/app/*.cpp ${PROJECT_SOURCE_DIR}/app/*.h
             ${PROJECT_SOURCE_DIR}/tests/*.cpp ${PROJECT_SOURCE_DIR}/tests/*.h
             ${PROJECT_SOURCE_DIR}/installer/*.cpp)
        list(FILTER formatted EXCLUDE REGEX "/tests/data/layering_bad/")
        list(JOIN formatted "\n" formatted)
        file(GENERATE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/formatted.txt CONTENT "${formatted}\n")
        add_test(NAME "format: clang-format has nothing to change"
                 COMMAND xargs -n 60 -P 2 -a ${CMAKE_CURRENT_BINARY_DIR}/formatted.txt ${CLANG_FORMAT} --dry-run -Werror)
    endif()
endif()

find_program(BASH_PROGRAM bash)
find_program(PYTHON3 python3)
find_program(DESKTOP_FILE_VALIDATE desktop-file-validate)
find_program(APPSTREAMCLI appstreamcli)
find_program(XMLLINT xmllint)
find_program(UPDATE_MIME_DATABASE update-mime-database)
find_program(DPKG_SHLIBDEPS dpkg-shlibdeps)
find_program(FILE_PROGRAM file)

if(DESKTOP_FILE_VALIDATE)
    add_test(NAME "installer: desktop entry is valid"
             COMMAND ${DESKTOP_FILE_VALIDATE} ${linux_dir}/${HEADROOM_APP_ID}.desktop)
endif()
if(APPSTREAMCLI AND NOT WIN32 AND NOT APPLE)
    add_test(NAME "installer: metadata is valid"
             COMMAND ${APPSTREAMCLI} validate --no-net ${CMAKE_CURRENT_BINARY_DIR}/${HEADROOM_APP_ID}.metainfo.xml)
endif()
if(BASH_PROGRAM AND UPDATE_MIME_DATABASE AND NOT WIN32 AND NOT APPLE)
    add_test(NAME "installer: file type is valid"
             COMMAND ${BASH_PROGRAM} ${test_dir}/check_mime.sh ${linux_dir}/${HEADROOM_APP_ID}.mime.xml
                     ${linux_dir}/${HEADROOM_APP_ID}.desktop)
endif()
if(BASH_PROGRAM AND NOT WIN32 AND NOT APPLE)
    add_test(NAME "installer: man pages and completion know every option"
             COMMAND ${BASH_PROGRAM} ${test_dir}/check_help.sh $<TARGET_FILE:headroom> $<TARGET_FILE:headroom-cli>
                     ${CMAKE_CURRENT_BINARY_DIR}/man ${CMAKE_CURRENT_SOURCE_DIR}/completion/headroom-cli)
endif()
find_program(MAKENSIS makensis)
if(MAKENSIS AND NOT WIN32)
    # The script compiles; whether the setup works can only Windows tell.
    file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/nsis_stage)
    file(COPY_FILE ${PROJECT_SOURCE_DIR}/LICENSE ${CMAKE_CURRENT_BINARY_DIR}/nsis_stage/LICENSE.txt)
    add_test(NAME "installer: setup script for Windows compiles"
             COMMAND ${MAKENSIS} -V2 -WX -DVERSION=${PROJECT_VERSION} -DHOMEPAGE=${HEADROOM_HOMEPAGE}
                     -DSTAGE=${CMAKE_CURRENT_BINARY_DIR}/nsis_stage -DOUT=${CMAKE_CURRENT_BINARY_DIR}/headroom-setup-test.exe
                     ${CMAKE_CURRENT_SOURCE_DIR}/windows/headroom.nsi)
endif()
if(PYTHON3)
    add_test(NAME "installer: property list for macOS can be read"
             COMMAND ${PYTHON3} -c "import plistlib, sys; plistlib.load(open(sys.argv[1], 'rb'))['CFBundleDocumentTypes']"
                     ${CMAKE_CURRENT_SOURCE_DIR}/macos/Info.plist.in)
endif()
# What is built with sanitizers links their libraries and is never packed.
if(HEADROOM_SANITIZE OR HEADROOM_SANITIZE_THREADS)
    return()
endif()
if(BASH_PROGRAM AND DPKG_QUERY AND NOT WIN32 AND NOT APPLE)
    add_test(NAME "installer: every linked library has a licence and is in the documentation"
             COMMAND ${BASH_PROGRAM} ${test_dir}/check_sbom.sh ${CMAKE_CURRENT_SOURCE_DIR}/sbom
                     ${CMAKE_CURRENT_BINARY_DIR}/headroom.cdx.json ${PROJECT_SOURCE_DIR}/docs/dependencies.md
                     $<TARGET_FILE:headroom> $<TARGET_FILE:headroom-cli>)
endif()
if(BASH_PROGRAM AND DPKG_SHLIBDEPS AND FILE_PROGRAM AND NOT WIN32 AND NOT APPLE)
    add_test(NAME "installer: package declares what it needs"
             COMMAND ${BASH_PROGRAM} ${test_dir}/check_package.sh ${CMAKE_BINARY_DIR} ${CMAKE_CPACK_COMMAND})
endif()
