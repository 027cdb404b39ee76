# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
# UNTESTED: written to the documentation of CMake 3.25, Qt 6.4 and NSIS 3; nobody has run it on Windows
# yet. On Debian makensis compiles headroom.nsi (a test), no more. Whoever runs it: please tell.
#
#   cmake -B build -DHEADROOM_TESTS=OFF && cmake --build build --config Release
#   cmake --build build --target windows_installer      needs makensis
set_target_properties(headroom PROPERTIES WIN32_EXECUTABLE ON)  # no console window beside it
set(generated ${CMAKE_CURRENT_BINARY_DIR})
add_custom_command(OUTPUT ${generated}/headroom.ico
                   COMMAND make_icons ${app_icon} ico ${generated}/headroom.ico
                   DEPENDS make_icons ${app_icon} VERBATIM)
file(WRITE ${generated}/headroom.rc "1 ICON \"headroom.ico\"\n")
target_sources(headroom PRIVATE ${generated}/headroom.rc ${generated}/headroom.ico)
set_source_files_properties(${generated}/headroom.rc TARGET_DIRECTORY headroom
                            PROPERTIES OBJECT_DEPENDS ${generated}/headroom.ico)

install(TARGETS headroom headroom-cli RUNTIME DESTINATION .)
install(FILES ${generated}/headroom.ico DESTINATION .)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION . RENAME LICENSE.txt)
install(FILES ${PROJECT_SOURCE_DIR}/CHANGELOG.md DESTINATION .)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs ${PROJECT_SOURCE_DIR}/resources/examples DESTINATION .)
# Qt's libraries and plug-ins, the SQLite driver among them, by windeployqt.
set(QT_DEPLOY_BIN_DIR .)
qt_generate_deploy_app_script(TARGET headroom FILENAME_VARIABLE deploy_script NO_UNSUPPORTED_PLATFORM_ERROR)
install(SCRIPT ${deploy_script})

find_program(MAKENSIS makensis)
if(MAKENSIS)
    add_custom_target(windows_installer
        COMMAND ${CMAKE_COMMAND} -E rm -rf ${generated}/stage
        COMMAND ${CMAKE_COMMAND} --install ${CMAKE_BINARY_DIR} --config Release --prefix ${generated}/stage
        COMMAND ${MAKENSIS} -DVERSION=${PROJECT_VERSION} -DSTAGE=${generated}/stage -DHOMEPAGE=${HEADROOM_HOMEPAGE}
                -DOUT=${CMAKE_BINARY_DIR}/headroom-${PROJECT_VERSION}-setup.exe
                ${CMAKE_CURRENT_SOURCE_DIR}/windows/headroom.nsi
        DEPENDS headroom headroom-cli ${generated}/headroom.ico VERBATIM)
endif()
