// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// `ensure` and `plan` as a script meets them: one JSON object, a status that is true, and one listener whatever
// happened before.

#include "cloud.hpp"

#include "emulator/stage.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace {

using portwright_tool::emulator_call;
using portwright_tool::emulator_fault;
using tool::cloud;
using tool::lines_of;
using tool::outcome;
using tool::run;
using tool::with;
using tool::words;

/// A create action with what it declares.
struct declaration {
    std::string system, action, owner;
    words parameters; // and options
    std::string changed; // the same with another value; empty: nothing that could be changed
};

const std::vector<declaration> declarations{
    {"tencent.clb",
     "CreateListener",
     "lb-1",
     {"--region", "ap-guangzhou", "LoadBalancerId=lb-1", "Ports.0=80", "Protocol=TCP", "ListenerNames.0=web"},
     "ListenerNames.0=other"},
    {"tencent.gaap",
     "CreateHTTPListener",
     "link-1",
     {"ListenerName=web", "Port=80", "ProxyId=link-1"},
     "ListenerName=other"},
    {"tencent.gaap",
     "CreateHTTPSListener",
     "link-1",
     {"ListenerName=web", "Port=443", "CertificateId=cert-1", "ForwardProtocol=HTTP", "ProxyId=link-1"},
     "CertificateId=cert-2"},
    {"tencent.gaap",
     "CreateTCPListeners",
     "lg-1",
     {"ListenerName=t", "Ports.0=80", "Scheduler=rr", "HealthCheck=1", "RealServerType=IP", "GroupId=lg-1",
      "DelayLoop=10", "ConnectTimeout=5"},
     "ConnectTimeout=9"},
    {"tencent.gaap",
     "CreateUDPListeners",
     "link-1",
     {"ListenerName=u", "Ports.0=80", "Scheduler=rr", "RealServerType=IP", "ProxyId=link-1"},
     "Scheduler=wrr"},
    {"tencent.lb",
     "CreateLoadBalancerListeners",
     "lb-1",
     {"--region", "ap-guangzhou", "loadBalancerId=lb-1", "listeners.0.loadBalancerPort=80",
      "listeners.0.instancePort=8080", "listeners.0.protocol=2", "listeners.0.listenerName=a"},
     "listeners.0.listenerName=b"},
    {"tencent.lb",
     "CreateForwardLBFourthLayerListeners",
     "lb-1",
     {"--region", "ap-guangzhou", "loadBalancerId=lb-1", "listeners.0.loadBalancerPort=80", "listeners.0.protocol=2",
      "listeners.0.listenerName=a"},
     ""}, // no answer shows the name
    {"tencent.lb",
     "CreateForwardLBSeventhLayerListeners",
     "lb-1",
     {"--region", "ap-guangzhou", "loadBalancerId=lb-1", "listeners.0.loadBalancerPort=443", "listeners.0.protocol=4",
      "listeners.0.SSLMode=unidirectional", "listeners.0.certId=c1"},
     "listeners.0.certId=c2"},
    {"tencent.bmlb",
     "CreateBmListeners",
     "lb-1",
     {"--region", "ap-guangzhou", "loadBalancerId=lb-1", "listeners.0.loadBalancerPort=80", "listeners.0.protocol=tcp",
      "listeners.0.listenerName=a"},
     "listeners.0.listenerName=b"},
    {"aliyun.ga",
     "CreateListener",
     "ga-1",
     {"--region", "cn-hangzhou", "AcceleratorId=ga-1", "Name=a-name", "PortRanges.1.FromPort=20",
      "PortRanges.1.ToPort=30"},
     "Name=other"},
};

/// All of them, or those of one system where each run of the tool takes an emulated processor long.
std::vector<declaration> declarations_here() {
    const char* const wrapper = std::getenv("MESON_EXE_WRAPPER");
    if (wrapper == nullptr || *wrapper == '\0') return declarations;
    return {declarations[0]};
}

words command(const std::string& verb, const declaration& of, const cloud& peer) {
    return with(with({verb, of.system + "." + of.action}, of.parameters), peer.at());
}

/// The same parameters but for the one that is changed.
declaration changed(declaration of) {
    const std::string name = of.changed.substr(0, of.changed.find('=') + 1);
    for (std::string& parameter : of.parameters)
        if (parameter.starts_with(name)) parameter = of.changed;
    return of;
}

std::size_t count(const cloud& peer, const declaration& of) {
    return peer.server.stage().cloud().count(of.system, of.owner);
}

/// The one object that standard output consists of.
nlohmann::json object_of(const outcome& ran) {
    const auto lines = lines_of(ran);
    REQUIRE(lines.size() == 1);
    return lines[0];
}

void has_no_secret(const outcome& ran) {
    for (const std::string& secret : {tool::tencent_secret, tool::aliyun_secret}) {
        CHECK(ran.output.find(secret) == std::string::npos);
        CHECK(ran.error.find(secret) == std::string::npos);
    }
}

TEST_CASE("tool: ensure twice, by every create action: the second changes nothing") {
    for (const declaration& of : declarations_here()) {
        CAPTURE(of.action);
        const cloud peer({}, 0);

        const outcome planned = run(command("plan", of, peer));
        CAPTURE(planned.error);
        CHECK(planned.status == 0);
        CHECK(object_of(planned)["would"] == "create");
        CHECK(count(peer, of) == 0);

        const outcome first = run(command("ensure", of, peer));
        CAPTURE(first.error);
        CHECK(first.status == 0);
        const nlohmann::json made = object_of(first);
        CHECK(made["outcome"] == "done");
        CHECK(made["did"] == "created");
        CHECK(made["id"].is_string());
        CHECK(made["not_verifiable"].is_array());
        CHECK(first.error.empty());
        CHECK(count(peer, of) == 1);

        const outcome second = run(command("ensure", of, peer));
        CHECK(second.status == 0);
        CHECK(object_of(second)["did"] == "left");
        CHECK(object_of(second)["id"] == made["id"]);
        CHECK(count(peer, of) == 1);

        if (of.changed.empty()) continue;
        const declaration other = changed(of);
        const outcome would = run(command("plan", other, peer));
        CHECK(would.status == 0);
        CHECK(object_of(would)["would"] == "change");
        CHECK(object_of(would)["differs"].size() == 1);
        const outcome third = run(command("ensure", other, peer));
        CAPTURE(third.error);
        CHECK(third.status == 0);
        CHECK(object_of(third)["did"] == "changed");
        CHECK(object_of(third)["id"] == made["id"]);
        CHECK(object_of(run(command("plan", other, peer)))["would"] == "leave");
        CHECK(count(peer, of) == 1);
        for (const outcome* one : {&planned, &first, &second, &would, &third}) has_no_secret(*one);
    }
}

TEST_CASE("tool: ensure by every signature that an API takes") {
    const auto stands = [](const declaration& of, const char* scheme) {
        CAPTURE(scheme);
        const cloud peer({}, 0);
        const outcome ran = run(with(command("ensure", of, peer), {"--signature", scheme}));
        CAPTURE(ran.error);
        CHECK(ran.status == 0);
        CHECK(count(peer, of) == 1);
    };
    for (const char* scheme : {"HmacSHA1", "HmacSHA256", "TC3-HMAC-SHA256"}) stands(declarations[0], scheme);
    for (const char* scheme : {"HmacSHA1", "HmacSHA256"}) stands(declarations[8], scheme);
    for (const char* scheme : {"HMAC-SHA1", "ACS3-HMAC-SHA256"}) stands(declarations[9], scheme);
}

TEST_CASE("tool: several listeners of one declaration are told one by one") {
    const cloud peer({}, 0);
    declaration of = declarations[0];
    of.parameters.insert(of.parameters.end(), {"Ports.1=81", "ListenerNames.1=second"});
    CHECK(run(command("ensure", declarations[0], peer)).status == 0);
    const outcome ran = run(command("ensure", of, peer));
    CAPTURE(ran.error);
    CHECK(ran.status == 0);
    const nlohmann::json made = object_of(ran);
    CHECK(made["did"] == "created");
    REQUIRE(made["listeners"].size() == 2);
    CHECK(made["listeners"][0]["did"] == "left");
    CHECK(made["listeners"][1]["did"] == "created");
    CHECK(made["listeners"][0]["id"] != made["listeners"][1]["id"]);
    CHECK(count(peer, of) == 2);
}

TEST_CASE("tool: what an answer does not show is named by its path") {
    const cloud peer({}, 0);
    declaration of = declarations[7];
    of.parameters = {"--region",
                     "ap-guangzhou",
                     "loadBalancerId=lb-1",
                     "listeners.0.loadBalancerPort=443",
                     "listeners.0.protocol=4",
                     "listeners.0.SSLMode=unidirectional",
                     "listeners.0.certContent=PEM",
                     "listeners.0.certKey=a-private-key",
                     "listeners.0.certName=c"};
    const outcome ran = run(command("ensure", of, peer));
    CAPTURE(ran.error);
    CHECK(ran.status == 0);
    const nlohmann::json made = object_of(ran);
    CHECK(std::string(made["not_verifiable"].dump()).find("\"listeners.0.certKey\"") != std::string::npos);
    CHECK(ran.output.find("a-private-key") == std::string::npos);
}

TEST_CASE("tool: exit status 5, what stands in the way") {
    const declaration& of = declarations[0];
    SUBCASE("a listener of another protocol") {
        const cloud peer({}, 0);
        portwright_tool::emulator::listener other;
        other.system = of.system;
        other.owner = of.owner;
        other.protocol = "HTTP";
        other.ports = {{80, 80}};
        const std::string id = peer.server.stage().cloud().place(other);
        for (const char* const verb : {"ensure", "plan"}) {
            const outcome ran = run(command(verb, of, peer));
            CHECK(ran.status == 5);
            const nlohmann::json said = object_of(ran);
            CHECK(said["outcome"] == "in_the_way");
            CHECK(said["obstacle"] == "other_listener");
            CHECK(said["other_id"] == id);
            CHECK(ran.error == "in the way: " + id + " has the port, with another protocol or other ports\n");
        }
        CHECK(count(peer, of) == 1);
    }
    SUBCASE("a difference that no action can change") {
        const declaration& tcp = declarations[3];
        declaration other = tcp;
        for (std::string& parameter : other.parameters)
            if (parameter == "RealServerType=IP") parameter = "RealServerType=DOMAIN";
            else if (parameter == "ListenerName=t") parameter = "ListenerName=renamed";
        const cloud peer({}, 0);
        CHECK(run(command("ensure", tcp, peer)).status == 0);
        for (const char* const verb : {"plan", "ensure"}) {
            CAPTURE(verb);
            const outcome ran = run(command(verb, other, peer));
            CHECK(ran.status == 5);
            const nlohmann::json said = object_of(ran);
            CHECK(said["obstacle"] == "cannot_change");
            CHECK(said["cannot_change"] == nlohmann::json::array({"RealServerType"}));
            CHECK(ran.error ==
                  "in the way: no action changes RealServerType of " + said["id"].get<std::string>() + "\n");
        }
    }
}

TEST_CASE("tool: --replace deletes what stands in the way, and says what became of it") {
    const declaration& of = declarations[0];
    portwright_tool::emulator::listener other;
    other.system = of.system;
    other.owner = of.owner;
    other.protocol = "HTTP";
    other.ports = {{80, 80}};
    const auto replacing = [&](const char* verb, const cloud& peer, const words& more = {}) {
        return run(with(with(command(verb, of, peer), {"--replace"}), more));
    };
    SUBCASE("it goes, and the declared one stands") {
        const cloud peer({}, 1);
        const std::string id = peer.server.stage().cloud().place(other);
        const outcome planned = replacing("plan", peer);
        CAPTURE(planned.error);
        CHECK(planned.status == 0);
        CHECK(object_of(planned)["would"] == "create");
        CHECK(object_of(planned)["would_delete"] == nlohmann::json::array({id}));
        CHECK(run(command("ensure", of, peer)).status == 5);
        CHECK(peer.server.stage().cloud().listeners(of.system, of.owner)[0].id == id);
        const outcome ran = replacing("ensure", peer);
        CAPTURE(ran.error);
        CHECK(ran.status == 0);
        CHECK(object_of(ran)["did"] == "created");
        CHECK(object_of(ran)["deleted"] == nlohmann::json::array({{{"id", id}, {"deletion", "done"}}}));
        CHECK(object_of(ran)["id"] != id);
        CHECK(count(peer, of) == 1);
        const outcome again = replacing("ensure", peer);
        CHECK(object_of(again)["did"] == "left");
        CHECK_FALSE(object_of(again).contains("deleted"));
        has_no_secret(ran);
    }
    SUBCASE("it is in use") {
        const cloud peer({}, 0);
        portwright_tool::emulator::listener used = other;
        used.in_use = true;
        const std::string id = peer.server.stage().cloud().place(used);
        const outcome ran = replacing("ensure", peer);
        CHECK(ran.status == 5);
        const nlohmann::json said = object_of(ran);
        CHECK(said["obstacle"] == "other_listener");
        CHECK(said["other_id"] == id);
        CHECK(said["code"] == "FailedOperation");
        CHECK(said["deleted"] == nlohmann::json::array({{{"id", id}, {"deletion", "refused"}}}));
        CHECK(ran.error.starts_with("in the way: " + id + " has the port"));
        CHECK(ran.error.find("its deletion was refused: FailedOperation: The listener is in use.") !=
              std::string::npos);
    }
    SUBCASE("it is gone, and the cloud creates no other") {
        const cloud peer({}, 0, {"status=403,only=CreateListener@all"});
        const std::string id = peer.server.stage().cloud().place(other);
        const outcome ran = replacing("ensure", peer);
        CHECK(ran.status == 1);
        CHECK(object_of(ran)["outcome"] == "refused");
        CHECK(object_of(ran)["deleted"] == nlohmann::json::array({{{"id", id}, {"deletion", "done"}}}));
        CHECK(ran.error.starts_with("deleted " + id + "; HTTP status 403"));
        CHECK(count(peer, of) == 0);
    }
    SUBCASE("it is cut off while it deletes, and while it creates") {
        const cloud late({}, 0, {"delay=10000,only=DeleteListener@1"});
        const std::string id = late.server.stage().cloud().place(other);
        const outcome ran = replacing("ensure", late, {"--timeout", "3"});
        CHECK(ran.status == 4);
        CHECK(object_of(ran)["outcome"] == "unknown");
        CHECK(object_of(ran)["deleted"] == nlohmann::json::array({{{"id", id}, {"deletion", "unknown"}}}));
        const cloud slow({}, 0, {"delay=20000,only=CreateListener@1"});
        const std::string gone = slow.server.stage().cloud().place(other);
        const outcome cut = replacing("ensure", slow, {"--timeout", "6"});
        CHECK(cut.status == 4);
        CHECK(object_of(cut)["outcome"] == "unknown");
        CHECK(object_of(cut)["deleted"] == nlohmann::json::array({{{"id", gone}, {"deletion", "done"}}}));
    }
}

TEST_CASE("tool: exit status 1, what the cloud refuses") {
    const cloud peer;
    auto keys = tool::credentials();
    keys["TENCENTCLOUD_SECRET_KEY"] = "another";
    const outcome ran = run(command("ensure", declarations[0], peer), keys);
    CHECK(ran.status == 1);
    CHECK(object_of(ran)["outcome"] == "refused");
    CHECK(ran.error.starts_with("AuthFailure.SignatureFailure: "));
    const cloud ill(
        [](const emulator_call&) { return emulator_fault{.what = emulator_fault::kind::status, .status = 403}; });
    const outcome shut = run(command("ensure", declarations[0], ill));
    CHECK(shut.status == 1);
    CHECK(shut.error.find("HTTP status 403") != std::string::npos);
}

TEST_CASE("tool: exit status 2, a wrong request") {
    const cloud peer;
    declaration of = declarations[0];
    of.parameters[3] = "Ports.0=70000";
    for (const char* const verb : {"ensure", "plan"}) {
        const outcome ran = run(command(verb, of, peer));
        CHECK(ran.status == 2);
        CHECK(ran.output.empty());
        CHECK(ran.error == "Ports.0: 70000 is outside 1..65535\n");
        const outcome other = run(with({verb, "tencent.clb.DeleteListener", "--region", "ap-guangzhou"}, peer.at()));
        CHECK(other.status == 2);
        CHECK(other.error == "tencent.clb.DeleteListener: creates no listener; ensure and plan take "
                             "tencent.clb.CreateListener\n");
    }
    CHECK(run(with(command("ensure", declarations[0], peer), {"--nonce", "1"})).status == 2);
    declaration twice = declarations[0];
    twice.parameters.insert(twice.parameters.end(), {"Ports.1=80", "ListenerNames.1=second"});
    const outcome ran = run(command("ensure", twice, peer));
    CHECK(ran.status == 2);
    CHECK(ran.output.empty());
    CHECK(ran.error == "tencent.clb.CreateListener: declares two listeners for one port\n");
    CHECK(peer.server.stage().requests() == 0);
}

TEST_CASE("tool: exit status 3, nothing was changed") {
    const cloud peer, other;
    words untrusted = command("ensure", declarations[0], peer);
    untrusted.back() = other.ca.path();
    const outcome ran = run(untrusted);
    CHECK(ran.status == 3);
    CHECK(object_of(ran)["outcome"] == "not_sent");
    CHECK(ran.error.find("its certificate is signed by no authority that is trusted") != std::string::npos);
    // A look without an answer has changed nothing.
    const cloud silent({}, 0, {"lost@all"});
    const outcome looked = run(with(command("ensure", declarations[0], silent), {"--timeout", "3"}));
    CHECK(looked.status == 3);
    CHECK(object_of(looked)["outcome"] == "not_sent");
    CHECK(count(silent, declarations[0]) == 0);
}

TEST_CASE("tool: exit status 4, a create whose end was not seen") {
    const cloud peer({}, 0, {"lost,only=CreateListener@all", "drop,only=DescribeListeners@2-"});
    const outcome ran = run(with(command("ensure", declarations[0], peer), {"--timeout", "4"}));
    CHECK(ran.status == 4);
    CHECK(object_of(ran)["outcome"] == "unknown");
    CHECK(ran.error.starts_with("outcome unknown: "));
    CHECK(count(peer, declarations[0]) == 1);
}

TEST_CASE("tool: a create whose answer is lost is found, and not repeated") {
    for (const declaration& of : {declarations[0], declarations[5], declarations[9]}) {
        const cloud peer({}, 0, {"lost,only=" + of.action + "@1"});
        const outcome ran = run(command("ensure", of, peer));
        CAPTURE(ran.error);
        CHECK(ran.status == 0);
        CHECK(object_of(ran)["did"] == "created");
        CHECK(count(peer, of) == 1);
    }
}

TEST_CASE("tool: --timeout bounds an ensure, and says what is known") {
    const auto timed = [](const words& arguments) {
        const auto from = std::chrono::steady_clock::now();
        outcome ran = run(arguments);
        CHECK(std::chrono::steady_clock::now() - from < std::chrono::seconds(20));
        return ran;
    };
    SUBCASE("while it looks") {
        const cloud late([](const emulator_call&) { return emulator_fault{.delay = std::chrono::seconds(8)}; });
        for (const char* const verb : {"ensure", "plan"}) {
            const outcome ran = timed(with(command(verb, declarations[0], late), {"--timeout", "2"}));
            CHECK(ran.status == 3);
            CHECK(object_of(ran)["outcome"] == "not_sent");
            CHECK(ran.error == "nothing was changed: timed out\n");
        }
    }
    SUBCASE("while it creates") {
        const cloud late([](const emulator_call& call) {
            return call.action == "CreateListener" ? emulator_fault{.delay = std::chrono::seconds(10)}
                                                   : emulator_fault{};
        });
        const outcome ran = timed(with(command("ensure", declarations[0], late), {"--timeout", "5"}));
        CHECK(ran.status == 4);
        CHECK(object_of(ran)["outcome"] == "unknown");
        CHECK(ran.error == "outcome unknown: timed out; ensure again\n");
    }
    SUBCASE("while its task runs") {
        const cloud busy({}, 100000);
        const outcome ran = timed(with(command("ensure", declarations[0], busy), {"--timeout", "5"}));
        CHECK(ran.status == 4);
        CHECK(object_of(ran)["outcome"] == "unknown");
        CHECK(object_of(ran)["id"].get<std::string>().starts_with("lbl-"));
        CHECK(count(busy, declarations[0]) == 1);
    }
    for (const char* wrong : {"0", "-1", "soon", ""})
        CHECK(run(with(command("ensure", declarations[0], cloud{}), {"--timeout", wrong})).status == 2);
}

TEST_CASE("tool: of several listeners, one that was only looked for when it was cut off was not sent") {
    for (const bool stands : {true, false}) {
        std::atomic<unsigned> looks{0};
        const cloud slow(
            [&](const emulator_call& call) {
                // Each of these was one look before its create and one behind it, or one alone.
                const bool is_late = call.action == "DescribeListeners" && ++looks == (stands ? 4 : 3);
                return is_late ? emulator_fault{.delay = std::chrono::seconds(8)} : emulator_fault{};
            },
            0);
        declaration of = declarations[0];
        if (stands) CHECK(run(command("ensure", of, slow)).status == 0);
        of.parameters.insert(of.parameters.end(), {"Ports.1=81", "ListenerNames.1=second"});
        const outcome ended = run(with(command("ensure", of, slow), {"--timeout", "4"}));
        CAPTURE(ended.error);
        CHECK(looks == (stands ? 4 : 3));
        CHECK(ended.status == (stands ? 3 : 4));
        CHECK(object_of(ended)["outcome"] == (stands ? "not_sent" : "partly"));
        CHECK(ended.error == (stands ? "nothing was changed: timed out\n"
                                     : "only the first listeners were made so: timed out; ensure again\n"));
    }
}

TEST_CASE("tool: an interruption leaves the created ID on standard output") {
    for (const int signal : {SIGINT, SIGTERM}) {
        std::atomic<unsigned> polls{0};
        const cloud busy(
            [&](const emulator_call& call) {
                if (call.action == "DescribeTaskStatus") ++polls;
                return emulator_fault{};
            },
            100000);
        for (const bool ensures : {true, false}) {
            polls = 0;
            declaration of = declarations[0];
            of.parameters[3] = ensures ? "Ports.0=80" : "Ports.0=81";
            words line = command(ensures ? "ensure" : "call", of, busy);
            if (!ensures) line.emplace_back("--wait");
            tool::background running(line, tool::credentials());
            for (int i = 0; polls == 0 && i != 12000; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
            const outcome ended = running.end(signal);
            CHECK(ended.status == 4);
            const nlohmann::json said = object_of(ended);
            const nlohmann::json id = ensures ? said["id"] : said["Response"]["ListenerIds"][0];
            CHECK(id.get<std::string>().starts_with("lbl-"));
            CHECK(ended.error.find("interrupted") != std::string::npos);
        }
    }
}

TEST_CASE("tool: an ensure that is killed at any of its requests and run again: one listener") {
    // By SIGKILL when the request arrives, which is carried out all the same.
    for (const declaration& of : declarations_here()) {
        unsigned requests = 0;
        {
            const cloud peer({}, 1);
            CHECK(run(command("ensure", of, peer)).status == 0);
            requests = static_cast<unsigned>(peer.server.stage().requests());
        }
        CHECK(requests >= 3);
        for (unsigned moment = 1; moment <= requests; ++moment) {
            CAPTURE(of.action);
            CAPTURE(moment);
            std::mutex starting;
            std::atomic<pid_t> victim{-1};
            const cloud peer(
                [&](const emulator_call& call) {
                    const std::lock_guard started(starting);
                    const pid_t child = victim;
                    if (call.number == moment && child > 0) kill(child, SIGKILL);
                    return emulator_fault{};
                },
                1);
            {
                std::unique_lock lock(starting);
                tool::background running(command("ensure", of, peer), tool::credentials());
                victim = running.process();
                lock.unlock();
                CHECK(running.end(0).status == -1);
                victim = -1;
            }
            const outcome again = run(command("ensure", of, peer));
            CAPTURE(again.error);
            CHECK(again.status == 0);
            CHECK(count(peer, of) == 1);
        }
    }
}

TEST_CASE("tool: ensure wants only its own options") {
    const outcome help = run({"ensure", "--help"}, {});
    CHECK(help.status == 0);
    CHECK(help.output.find("--timestamp") == std::string::npos);
    CHECK(help.output.find("--timeout") != std::string::npos);
    CHECK(help.output.find("--endpoint") != std::string::npos);
    CHECK(run({"--help"}, {}).output.find("5 something stands in the way") != std::string::npos);
}

} // namespace
