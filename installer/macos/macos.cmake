# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
# UNTESTED: written to the documentation of CMake 3.25 and Qt 6.4; nobody has run it on macOS yet.
# Whoever runs it: please tell.
#
#   cmake -B build -DHEADROOM_TESTS=OFF && cmake --build build && (cd build && cpack -G DragNDrop)
#
# Signing (README.md beside this folder): codesign the bundle with the hardened runtime after
# macdeployqt, then the image, then notarize and staple the image.
set(generated ${CMAKE_CURRENT_BINARY_DIR})
add_custom_command(OUTPUT ${generated}/headroom.icns
                   COMMAND make_icons ${app_icon} icns ${generated}/headroom.icns
                   DEPENDS make_icons ${app_icon} VERBATIM)
set(bundle_files ${generated}/headroom.icns)
target_sources(headroom PRIVATE ${bundle_files})
set_source_files_properties(${bundle_files} TARGET_DIRECTORY headroom PROPERTIES MACOSX_PACKAGE_LOCATION Resources
                                                                                 GENERATED ON)
set_target_properties(headroom PROPERTIES
    MACOSX_BUNDLE ON
    OUTPUT_NAME Headroom
    MACOSX_BUNDLE_INFO_PLIST ${CMAKE_CURRENT_SOURCE_DIR}/macos/Info.plist.in
    MACOSX_BUNDLE_BUNDLE_NAME Headroom
    MACOSX_BUNDLE_GUI_IDENTIFIER ${HEADROOM_APP_ID}
    MACOSX_BUNDLE_ICON_FILE headroom.icns
    MACOSX_BUNDLE_SHORT_VERSION_STRING ${PROJECT_VERSION}
    MACOSX_BUNDLE_BUNDLE_VERSION ${PROJECT_VERSION})

install(TARGETS headroom BUNDLE DESTINATION .)
install(TARGETS headroom-cli RUNTIME DESTINATION Headroom.app/Contents/MacOS)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/CHANGELOG.md
        DESTINATION Headroom.app/Contents/Resources)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs ${PROJECT_SOURCE_DIR}/resources/examples
        DESTINATION Headroom.app/Contents/Resources)
# Frameworks and plug-ins, the SQLite driver among them, by macdeployqt.
qt_generate_deploy_app_script(TARGET headroom FILENAME_VARIABLE deploy_script NO_UNSUPPORTED_PLATFORM_ERROR)
install(SCRIPT ${deploy_script})

set(CPACK_GENERATOR DragNDrop)
set(CPACK_PACKAGE_FILE_NAME headroom-${PROJECT_VERSION}-macos-${CMAKE_SYSTEM_PROCESSOR})
set(CPACK_DMG_VOLUME_NAME "Headroom ${PROJECT_VERSION}")
set(CPACK_DMG_FORMAT UDZO)
