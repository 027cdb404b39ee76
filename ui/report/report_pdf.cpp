// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The report on paper: as a PDF and on a printer.
#include <qcustomplot.h>

#include <QBuffer>
#include <QCoreApplication>
#include <QPdfWriter>
#include <QPrinter>

#include "database/errors.h"
#include "ui/report/report_layout.h"
#include "ui/report/report_pdf_finish.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double kMarginMillimetres = 20;
/// The unit of the layout: fonts in pixels at this resolution, whatever the device's is.
constexpr int kDotsPerInch = 96;
constexpr double kPointsPerInch = 72;

QMarginsF margins() {
    return {kMarginMillimetres, kMarginMillimetres, kMarginMillimetres, kMarginMillimetres};
}

/// Where things ended up on the pages.
struct Painted {
    int pages{};
    std::vector<ReportCanvas::Mark> marks;
    std::vector<ReportCanvas::Link> links;
};

/// One painter from the first line to the last: a second one would begin the file anew.
Painted paint(QPagedPaintDevice& device, int resolution, const ReportDocument& document,
              const ReportCanvas::Frame& frame) {
    QCPPainter painter;
    if (!painter.begin(&device)) {
        throw FileError(QCoreApplication::translate(
            "Report", "The printer takes no pages. Check that it is ready, or choose another."));
    }
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    const double scale = resolution / double(kDotsPerInch);
    painter.scale(scale, scale);
    const QRectF paper = device.pageLayout().paintRectPixels(resolution);
    ReportCanvas canvas(device, painter, paper.size() / scale, frame);
    paintReport(canvas, document);
    painter.end();
    return {canvas.page(), canvas.marks(), canvas.links()};
}

ReportCanvas::Frame frameOf(const ReportDocument& document) {
    ReportCanvas::Frame frame;
    frame.title = document.title;
    frame.company = document.company;
    frame.footer = document.program;
    frame.opaque = document.archival;
    return frame;
}

void prepare(QPdfWriter& writer, const ReportDocument& document, const QPageLayout& layout) {
    if (document.archival) writer.setPdfVersion(QPagedPaintDevice::PdfVersion_A1b);
    writer.setResolution(kDotsPerInch);
    writer.setPageLayout(layout);
    writer.setTitle(document.title);
    writer.setCreator(document.program);
}

/// The frame that knows the number of pages and where each part begins, from a first round.
ReportCanvas::Frame measured(const ReportDocument& document, const QPageLayout& layout) {
    QByteArray unused;
    QBuffer buffer(&unused);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    prepare(writer, document, layout);
    ReportCanvas::Frame frame = frameOf(document);
    frame.measuring = true;
    const Painted first = paint(writer, kDotsPerInch, document, frame);
    frame.measuring = false;
    frame.pageCount = first.pages;
    for (const ReportCanvas::Mark& mark : first.marks) frame.pages[mark.key] = mark.page;
    return frame;
}

PdfExtras extrasOf(const ReportDocument& document, const Painted& painted, double pageHeight) {
    constexpr double points = kPointsPerInch / kDotsPerInch;
    const double margin = kMarginMillimetres / 25.4 * kPointsPerInch;
    const auto upwards = [&](double y) { return pageHeight - margin - y * points; };
    PdfExtras extras;
    extras.title = document.title;
    extras.author = document.author;
    extras.subject = document.question;
    extras.program = document.program;
    extras.createdOn = document.createdOn;
    extras.archival = document.archival;
    std::map<QString, PdfExtras::Place> places;
    for (const ReportCanvas::Mark& mark : painted.marks) {
        const PdfExtras::Place place{mark.page - 1, upwards(mark.y)};
        places[mark.key] = place;
        extras.bookmarks.push_back({mark.title, place});
    }
    for (const ReportCanvas::Link& link : painted.links) {
        const QRectF area(QPointF(margin + link.area.left() * points, upwards(link.area.bottom())),
                          link.area.size() * points);
        extras.links.push_back({link.page - 1, area, places.at(link.key)});
    }
    return extras;
}

}  // namespace

QByteArray pdfReport(const ReportDocument& document) {
    const QPageLayout layout(QPageSize(document.pageSize), QPageLayout::Portrait, margins(),
                             QPageLayout::Millimeter);
    const ReportCanvas::Frame frame = measured(document, layout);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    Painted painted;
    {
        QPdfWriter writer(&buffer);
        prepare(writer, document, layout);
        painted = paint(writer, kDotsPerInch, document, frame);
    }
    return finishPdf(bytes,
                     extrasOf(document, painted, layout.fullRect(QPageLayout::Point).height()));
}

void printReport(const ReportDocument& document, QPrinter& printer) {
    printer.setDocName(document.title);
    printer.setCreator(document.program);
    printer.setPageMargins(margins(), QPageLayout::Millimeter);
    paint(printer, printer.resolution(), document, measured(document, printer.pageLayout()));
}

}  // namespace headroom
