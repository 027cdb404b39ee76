// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_pdf_finish.h"

// The pointers of qpdf 11 and later are std::shared_ptr.
#define POINTERHOLDER_TRANSITION 4  // NOLINT

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDate>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

#include "database/errors.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

using Handle = QPDFObjectHandle;

Handle name(const char* text) {
    return Handle::newName(text);
}

Handle unicode(const QString& text) {
    return Handle::newUnicodeString(text.toStdString());
}

Handle destination(const std::vector<Handle>& pages, const PdfExtras::Place& place) {
    return Handle::newArray({pages.at(static_cast<std::size_t>(place.page)), name("/XYZ"),
                             Handle::newNull(), Handle::newReal(place.top, 2), Handle::newNull()});
}

void addBookmarks(QPDF& pdf, const std::vector<Handle>& pages,
                  const std::vector<PdfExtras::Bookmark>& bookmarks) {
    if (bookmarks.empty()) return;
    Handle outlines = pdf.makeIndirectObject(Handle::newDictionary());
    std::vector<Handle> items;
    for (const PdfExtras::Bookmark& bookmark : bookmarks) {
        Handle item = pdf.makeIndirectObject(Handle::newDictionary());
        item.replaceKey("/Title", unicode(bookmark.title));
        item.replaceKey("/Parent", outlines);
        item.replaceKey("/Dest", destination(pages, bookmark.place));
        items.push_back(item);
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) items[i].replaceKey("/Prev", items[i - 1]);
        if (i + 1 < items.size()) items[i].replaceKey("/Next", items[i + 1]);
    }
    outlines.replaceKey("/Type", name("/Outlines"));
    outlines.replaceKey("/First", items.front());
    outlines.replaceKey("/Last", items.back());
    outlines.replaceKey("/Count", Handle::newInteger(static_cast<long long>(items.size())));
    pdf.getRoot().replaceKey("/Outlines", outlines);
    pdf.getRoot().replaceKey("/PageMode", name("/UseOutlines"));
}

void addLinks(QPDF& pdf, std::vector<Handle>& pages, const std::vector<PdfExtras::Link>& links) {
    constexpr int kPrinted = 4;  // annotation flag 3, which PDF/A-1 6.5.3 asks for
    for (const PdfExtras::Link& link : links) {
        Handle annotation = Handle::newDictionary();
        annotation.replaceKey("/Type", name("/Annot"));
        annotation.replaceKey("/Subtype", name("/Link"));
        annotation.replaceKey("/F", Handle::newInteger(kPrinted));
        annotation.replaceKey(
            "/Border", Handle::newArray(
                           {Handle::newInteger(0), Handle::newInteger(0), Handle::newInteger(0)}));
        annotation.replaceKey("/Rect", Handle::newArray({Handle::newReal(link.area.left(), 2),
                                                         Handle::newReal(link.area.top(), 2),
                                                         Handle::newReal(link.area.right(), 2),
                                                         Handle::newReal(link.area.bottom(), 2)}));
        annotation.replaceKey("/Dest", destination(pages, link.target));
        Handle& page = pages.at(static_cast<std::size_t>(link.page));
        Handle annotations = page.getKey("/Annots");
        if (!annotations.isArray()) {
            annotations = Handle::newArray();
            page.replaceKey("/Annots", annotations);
        }
        annotations.appendItem(pdf.makeIndirectObject(annotation));
    }
}

/// XML 1.0 has no place for these two; everything else that it lacks is gone from plain text.
QString xml(QString text) {
    text.remove(QChar(0xFFFE)).remove(QChar(0xFFFF));
    return text.toHtmlEscaped();
}

QByteArray xmpPacket(const PdfExtras& extras) {
    const auto alternative = [](const QString& tag, const QString& text) {
        return u"<%1><rdf:Alt><rdf:li xml:lang=\"x-default\">"_s.arg(tag) + xml(text) +
               u"</rdf:li></rdf:Alt></%1>\n"_s.arg(tag);
    };
    QString body = alternative(u"dc:title"_s, extras.title);
    if (!extras.subject.isEmpty()) body += alternative(u"dc:description"_s, extras.subject);
    if (!extras.author.isEmpty()) {
        body += u"<dc:creator><rdf:Seq><rdf:li>"_s + xml(extras.author) +
                u"</rdf:li></rdf:Seq></dc:creator>\n"_s;
    }
    body += u"<xmp:CreatorTool>"_s + xml(extras.program) + u"</xmp:CreatorTool>\n"_s;
    body += u"<pdf:Producer>"_s + xml(extras.program) + u"</pdf:Producer>\n"_s;
    if (!extras.createdOn.isEmpty()) {
        body += u"<xmp:CreateDate>"_s + extras.createdOn + u"T00:00:00+00:00</xmp:CreateDate>\n"_s;
    }
    if (extras.archival) {
        body += u"<pdfaid:part>1</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n"_s;
    }
    const QString packet =
        u"<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
        "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
        "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"_s +
        body + u"</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>"_s;
    return packet.toUtf8();
}

void setMetadata(QPDF& pdf, const PdfExtras& extras) {
    Handle information = Handle::newDictionary();
    information.replaceKey("/Title", unicode(extras.title));
    if (!extras.author.isEmpty()) information.replaceKey("/Author", unicode(extras.author));
    if (!extras.subject.isEmpty()) information.replaceKey("/Subject", unicode(extras.subject));
    information.replaceKey("/Creator", unicode(extras.program));
    information.replaceKey("/Producer", unicode(extras.program));
    if (!extras.createdOn.isEmpty()) {
        const QString day = QString(extras.createdOn).remove(u'-');
        information.replaceKey("/CreationDate",
                               Handle::newString(u"D:%1000000+00'00'"_s.arg(day).toStdString()));
    }
    pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(information));
    Handle metadata = Handle::newStream(&pdf, xmpPacket(extras).toStdString());
    metadata.getDict().replaceKey("/Type", name("/Metadata"));
    metadata.getDict().replaceKey("/Subtype", name("/XML"));
    Handle root = pdf.getRoot();
    root.replaceKey("/Metadata", metadata);
    root.replaceKey("/Lang", Handle::newString("en"));
    Handle preferences = Handle::newDictionary();
    preferences.replaceKey("/DisplayDocTitle", Handle::newBool(true));
    root.replaceKey("/ViewerPreferences", preferences);
}

/// Qt tags the fonts, of which it holds a part, in an order that differs from run to run. A tag is
/// six capitals (ISO 32000-1, 9.6.4), here of the part itself.
void tagFontsByContent(QPDF& pdf) {
    constexpr int kTagLetters = 6;
    constexpr int kAlphabet = 26;
    for (Handle& object : pdf.getAllObjects()) {
        if (!object.isDictionaryOfType("/FontDescriptor")) continue;
        Handle file = object.getKey("/FontFile2");
        const std::string name = object.getKey("/FontName").getName();
        const std::size_t plus = name.find('+');
        if (!file.isStream() || plus == std::string::npos) continue;
        const auto data = file.getRawStreamData();
        const QByteArray hash = QCryptographicHash::hash(
            QByteArrayView(data->getBuffer(), static_cast<qsizetype>(data->getSize())),
            QCryptographicHash::Sha256);
        std::string tag = "/";
        for (int i = 0; i < kTagLetters; ++i) {
            tag += static_cast<char>('A' + static_cast<unsigned char>(hash[i]) % kAlphabet);
        }
        object.replaceKey("/FontName", Handle::newName(tag + name.substr(plus)));
    }
}

}  // namespace

QByteArray finishPdf(const QByteArray& bytes, const PdfExtras& extras) {
    try {
        QPDF pdf;
        pdf.processMemoryFile("report", bytes.constData(), static_cast<std::size_t>(bytes.size()));
        std::vector<Handle> pages = pdf.getAllPages();
        PdfExtras checked = extras;
        if (!QDate::fromString(extras.createdOn, Qt::ISODate).isValid()) checked.createdOn.clear();
        setMetadata(pdf, checked);
        addBookmarks(pdf, pages, checked.bookmarks);
        addLinks(pdf, pages, checked.links);
        tagFontsByContent(pdf);
        // The first half of an id stays as it was, and Qt 6.8 draws it at random.
        pdf.getTrailer().removeKey("/ID");
        QPDFWriter writer(pdf);
        writer.setOutputMemory();
        writer.setDeterministicID(true);
        // PDF/A-1: no object streams (6.1.4), a line end before "endstream" (6.1.7).
        writer.setObjectStreamMode(qpdf_o_disable);
        writer.setStreamDataMode(qpdf_s_preserve);
        writer.setNewlineBeforeEndstream(true);
        writer.write();
        const auto buffer = writer.getBufferSharedPointer();
        return {reinterpret_cast<const char*>(buffer->getBuffer()),
                static_cast<qsizetype>(buffer->getSize())};
    } catch (const FileError&) {
        throw;
    } catch (const std::exception& error) {
        throw FileError(QCoreApplication::translate("Report", "The PDF could not be finished."),
                        QString::fromUtf8(error.what()));
    }
}

}  // namespace headroom
