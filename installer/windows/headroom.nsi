; SPDX-FileCopyrightText: The Headroom authors
; SPDX-License-Identifier: GPL-3.0-or-later
;
; UNTESTED on Windows. Setup for one person (no administrator needed) or for everybody:
;   makensis -DVERSION=0.1.0 -DSTAGE=folder -DHOMEPAGE=https://... -DOUT=setup.exe headroom.nsi
;   setup.exe /CurrentUser or /AllUsers, /S silent, /D=folder
; Keys are written under Software\Classes of whom it is installed for and taken away again; the catalog,
; settings and scenarios of people are never touched.
Unicode true
SetCompressor /SOLID lzma
!define NAME "Headroom"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define PROGID "Headroom.Scenario.1"

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_INSTALLMODE_INSTDIR "${NAME}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${KEY}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallMode"
!define MULTIUSER_USE_PROGRAMFILES64
!include MultiUser.nsh
!include MUI2.nsh
!include FileFunc.nsh
!include x64.nsh

Name "${NAME} ${VERSION}"
OutFile "${OUT}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey FileDescription "${NAME} setup"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey LegalCopyright "The Headroom authors, GPL-3.0-or-later"

!ifdef ICON
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!endif
!define MUI_FINISHPAGE_RUN "$INSTDIR\headroom.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${STAGE}/LICENSE.txt"
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English

; Tells Explorer that what opens a file has changed (SHCNE_ASSOCCHANGED).
!macro FilesChanged
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Function .onInit
    ${IfNot} ${RunningX64}
        MessageBox MB_ICONSTOP "Headroom needs a 64-bit Windows." /SD IDOK
        Abort
    ${EndIf}
    SetRegView 64
    !insertmacro MULTIUSER_INIT
FunctionEnd

Function un.onInit
    SetRegView 64
    !insertmacro MULTIUSER_UNINIT
FunctionEnd

Section "Headroom"
    ; Files of an older version must not stay beside newer ones; silent, and in this folder alone.
    IfFileExists "$INSTDIR\uninstall.exe" 0 fresh
        ExecWait '"$INSTDIR\uninstall.exe" /S /$MultiUser.InstallMode _?=$INSTDIR'
    fresh:
    SetOutPath "$INSTDIR"
    File /r "${STAGE}/*"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\headroom.exe"

    ; .headroom files: a type of their own, offered beside what the person chose before.
    WriteRegStr SHCTX "Software\Classes\.headroom" "" "${PROGID}"
    WriteRegStr SHCTX "Software\Classes\.headroom" "Content Type" "application/x-headroom-scenario"
    WriteRegStr SHCTX "Software\Classes\.headroom\OpenWithProgids" "${PROGID}" ""
    WriteRegStr SHCTX "Software\Classes\${PROGID}" "" "Headroom scenario"
    WriteRegStr SHCTX "Software\Classes\${PROGID}\DefaultIcon" "" "$INSTDIR\headroom.exe,0"
    WriteRegStr SHCTX "Software\Classes\${PROGID}\shell\open\command" "" '"$INSTDIR\headroom.exe" "%1"'
    !insertmacro FilesChanged

    WriteRegStr SHCTX "${KEY}" "DisplayName" "${NAME}"
    WriteRegStr SHCTX "${KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr SHCTX "${KEY}" "DisplayIcon" "$INSTDIR\headroom.exe,0"
    WriteRegStr SHCTX "${KEY}" "Publisher" "The Headroom authors"
    WriteRegStr SHCTX "${KEY}" "URLInfoAbout" "${HOMEPAGE}"
    WriteRegStr SHCTX "${KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr SHCTX "${KEY}" "InstallMode" "$MultiUser.InstallMode"
    WriteRegStr SHCTX "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
    WriteRegStr SHCTX "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
    WriteRegDWORD SHCTX "${KEY}" "NoModify" 1
    WriteRegDWORD SHCTX "${KEY}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    IntFmt $0 "0x%08X" $0
    WriteRegDWORD SHCTX "${KEY}" "EstimatedSize" "$0"
SectionEnd

Section "Uninstall"
    Delete "$SMPROGRAMS\${NAME}.lnk"
    DeleteRegKey SHCTX "Software\Classes\${PROGID}"
    DeleteRegValue SHCTX "Software\Classes\.headroom\OpenWithProgids" "${PROGID}"
    ReadRegStr $0 SHCTX "Software\Classes\.headroom" ""
    StrCmp $0 "${PROGID}" 0 +2
        DeleteRegValue SHCTX "Software\Classes\.headroom" ""
    DeleteRegKey /ifempty SHCTX "Software\Classes\.headroom\OpenWithProgids"
    DeleteRegKey SHCTX "${KEY}"
    !insertmacro FilesChanged
    ; Only what this setup wrote: a person may keep files of their own in the folder.
    RMDir /r "$INSTDIR\docs"
    RMDir /r "$INSTDIR\examples"
    RMDir /r "$INSTDIR\plugins"
    RMDir /r "$INSTDIR\translations"
    Delete "$INSTDIR\*.dll"
    Delete "$INSTDIR\headroom.exe"
    Delete "$INSTDIR\headroom-cli.exe"
    Delete "$INSTDIR\headroom.ico"
    Delete "$INSTDIR\qt.conf"
    Delete "$INSTDIR\LICENSE.txt"
    Delete "$INSTDIR\CHANGELOG.md"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
SectionEnd
