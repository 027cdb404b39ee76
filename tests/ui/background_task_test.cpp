// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/background_task.h"

#include <QSignalSpy>
#include <QtTest/QtTest>
#include <memory>

#include "tests/support/catch.h"

using namespace headroom;

namespace {

constexpr int kMostWait = 20'000;

}  // namespace

TEST_CASE("Waiting sees the work done, and its result still comes from the event loop", "[job]") {
    BackgroundTask task;
    int worked = 0;
    int taken = 0;
    task.start([&](const BackgroundTask::Stopped&) -> BackgroundTask::Delivery {
        worked = 7;
        return [&] { taken = worked; };
    });
    task.wait();
    CHECK(worked == 7);
    CHECK(task.running());
    CHECK(taken == 0);
    REQUIRE(QTest::qWaitFor([&] { return !task.running(); }, kMostWait));
    CHECK(taken == 7);
    task.wait();  // none runs: nothing to wait for
}

TEST_CASE("The end of a work is told before its result, also when it was stopped", "[job]") {
    BackgroundTask task;
    QStringList order;
    QObject::connect(&task, &BackgroundTask::ended, &task,
                     [&] { order << QStringLiteral("ended"); });
    const auto work = [&](const BackgroundTask::Stopped&) -> BackgroundTask::Delivery {
        return [&] { order << QStringLiteral("result"); };
    };
    task.start(work);
    REQUIRE(QTest::qWaitFor([&] { return !task.running(); }, kMostWait));
    CHECK(order == QStringList{QStringLiteral("ended"), QStringLiteral("result")});
    task.start(work);
    task.wait();
    task.stop();
    CHECK(task.stopped());
    REQUIRE(QTest::qWaitFor([&] { return !task.running(); }, kMostWait));
    CHECK(order.size() == 3);
    CHECK(order.last() == QStringLiteral("ended"));
    CHECK_FALSE(task.stopped());
}

TEST_CASE("A task may be deleted by who hears of its end or takes its result", "[job]") {
    bool taken = false;
    auto* task = new BackgroundTask;
    QObject::connect(task, &BackgroundTask::ended, task, [&] { delete task; });
    QSignalSpy gone(task, &QObject::destroyed);
    task->start([&](const BackgroundTask::Stopped&) -> BackgroundTask::Delivery {
        return [&] { taken = true; };
    });
    REQUIRE((gone.count() > 0 || gone.wait(kMostWait)));
    CHECK_FALSE(taken);

    auto owned = std::make_unique<BackgroundTask>();
    owned->start([&](const BackgroundTask::Stopped&) -> BackgroundTask::Delivery {
        return [&] {
            taken = true;
            owned.reset();
        };
    });
    REQUIRE(QTest::qWaitFor([&] { return taken; }, kMostWait));
    CHECK(owned == nullptr);
}
