// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The daemon as a service: certificates, reloads, its end, what it tells systemd, and what it must never tell.

#include "daemon.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <atomic>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace gateway_test;
using portwright_tool::emulator_call;
using portwright_tool::emulator_fault;

namespace {

struct pair {
    std::string certificate{};
    std::string key{};
};

std::string text_of(BIO* from) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(from, &data);
    std::string text(data, static_cast<std::size_t>(size));
    BIO_free(from);
    return text;
}

pair make_pair(long days = 30) {
    EVP_PKEY* const key = EVP_EC_gen("P-256");
    X509* const made = X509_new();
    X509_set_version(made, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
    X509_gmtime_adj(X509_getm_notBefore(made), -86400 * 60);
    X509_gmtime_adj(X509_getm_notAfter(made), 86400 * days);
    X509_set_pubkey(made, key);
    X509_NAME* const name = X509_get_subject_name(made);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("gateway.test"), -1, -1,
                               0);
    X509_set_issuer_name(made, name);
    X509_sign(made, key, EVP_sha256());
    pair both;
    BIO* out = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(out, made);
    both.certificate = text_of(out);
    out = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
    both.key = text_of(out);
    X509_free(made);
    EVP_PKEY_free(key);
    return both;
}

json https_listener(const folder& here) {
    return {{"action", "tencent.clb.CreateListener"},
            {"request",
             {{"LoadBalancerId", "lb-1"},
              {"Ports", json::array({443})},
              {"Protocol", "HTTPS"},
              {"ListenerNames", json::array({"web"})},
              {"Certificate", {{"SSLMode", "UNIDIRECTIONAL"}}}}},
            {"certificate", {{"file", here.path + "/web.pem"}, {"key_file", here.path + "/web.key"}, {"name", "web"}}}};
}

std::string certificate_id(const tool::cloud& at) {
    const auto all = standing(at);
    return all.size() == 1 ? all[0].details["Certificate"].value("CertId", "") : "";
}

// The second line of a key in PEM: what must be nowhere.
std::string body_of(const pair& of) { return of.key.substr(of.key.find('\n') + 1, 40); }

// The socket of a service manager.
class manager {
public:
    explicit manager(std::string path)
        : path_(std::move(path)), socket_(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
        sockaddr_un at{};
        at.sun_family = AF_UNIX;
        std::memcpy(at.sun_path, path_.data(), path_.size());
        REQUIRE(bind(socket_, reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0);
    }
    ~manager() { close(socket_); }
    manager(const manager&) = delete;
    manager& operator=(const manager&) = delete;

    // Waits until a datagram has the text.
    bool hears(const std::string& text) {
        return comes_true([&] {
            pollfd one{socket_, POLLIN, 0};
            char bytes[2000];
            while (poll(&one, 1, 0) == 1)
                if (const ssize_t count = recv(socket_, bytes, sizeof bytes, 0); count > 0)
                    heard_.append(bytes, static_cast<std::size_t>(count)) += '\n';
            const std::size_t found = heard_.find(text);
            if (found != heard_.npos) heard_.erase(0, found + text.size());
            return found != heard_.npos;
        });
    }

private:
    std::string path_;
    int socket_;
    std::string heard_{};
};

} // namespace

TEST_CASE("daemon: a certificate that was renewed on disk goes to the cloud, once, and only with its key") {
    tool::cloud cloud({}, 0);
    const folder here;
    const pair first = make_pair(), second = make_pair();
    running_daemon runs(here, quick(cloud, {{"web", https_listener(here)}, {"plain", tcp_listener()}}));
    // Not there yet: the listener waits, and the others do not.
    CHECK(runs.stands(1));
    CHECK(runs.word("outcome") == "waiting");
    CAPTURE(runs.word("reason"));
    CHECK(runs.word("reason").find("listeners.web.certificate.file: ") != std::string::npos);
    // The one that is not declared any more is not created again.
    const std::string plain = runs.word("id", 1);
    runs.configure(quick(cloud, {{"web", https_listener(here)}}));
    runs.signal(SIGHUP);
    CHECK(comes_true([&] { return runs.status().contains("reload"); }));
    CHECK(by_somebody(cloud, {"call", "tencent.clb.DeleteListener", "LoadBalancerId=lb-1", "ListenerId=" + plain})
              .status == 0);
    here.write("web.key", first.key);
    here.write("web.pem", first.certificate);
    CHECK(runs.stands());
    const std::string id = certificate_id(cloud);
    CHECK(!id.empty());

    here.write("web.pem", second.certificate); // and not yet the key
    CHECK(comes_true([&] { return !cloud.server.stage().cloud().listeners("tencent.clb", "lb-1").empty(); }));
    std::this_thread::sleep_for(300ms);
    CHECK(certificate_id(cloud) == id);
    here.write("web.key", second.key);
    CHECK(comes_true([&] { return certificate_id(cloud) != id; }));
    const std::string renewed = certificate_id(cloud);
    CHECK(comes_true([&] { return text_of(here.path + "/state.json").find("lbl-") != std::string::npos; }));
    std::this_thread::sleep_for(300ms);
    CHECK(certificate_id(cloud) == renewed);
    tool::outcome ended = runs.end();
    const auto renewals = events_of(ended, "certificate");
    REQUIRE(renewals.size() == 1);
    CHECK(renewals[0]["outcome"] == "done");
    CHECK(ended.error.find("is not the key of") != std::string::npos);

    runs.start(); // which certificate the cloud has is known
    CHECK(comes_true([&] { return runs.status()["state"] == "running" && runs.word("outcome") == "done"; }));
    std::this_thread::sleep_for(200ms);
    CHECK(certificate_id(cloud) == renewed);
    ended = runs.end();
    CHECK(events_of(ended, "certificate").empty());

    here.write("state.json", "{\"certificates\": [3"); // spoilt: it is uploaded again
    runs.start();
    CHECK(comes_true([&] { return certificate_id(cloud) != renewed; }));
    ended = runs.end();
    CHECK(ended.error.find("is not used") != std::string::npos);
    for (const pair* const one : {&first, &second}) CHECK(everything_said().find(body_of(*one)) == std::string::npos);
}

TEST_CASE("daemon: the application load balancers of API v2 get a renewed certificate, too") {
    tool::cloud cloud({}, 0);
    const folder here;
    const pair first = make_pair(), second = make_pair();
    here.write("web.key", first.key);
    here.write("web.pem", first.certificate);
    json listener = https_listener(here);
    listener["action"] = "tencent.lb.CreateForwardLBSeventhLayerListeners";
    listener["region"] = "gz";
    listener["request"] = {
        {"loadBalancerId", "lb-1"},
        {"listeners", json::array({json{{"loadBalancerPort", 443}, {"protocol", 4}, {"SSLMode", "unidirectional"}}})}};
    running_daemon runs(here, quick(cloud, {{"web", listener}}));
    REQUIRE(runs.stands());
    const auto id = [&] { return standing(cloud, "lb-1", "tencent.lb")[0].details.value("certId", ""); };
    const std::string before = id();
    CHECK(!before.empty());
    here.write("web.key", second.key);
    here.write("web.pem", second.certificate);
    CHECK(comes_true([&] { return id() != before; }));
    CHECK(events_of(runs.end(), "certificate").size() == 1);
}

TEST_CASE("daemon: a wrong new configuration keeps the old one, and says why") {
    tool::cloud cloud({}, 0);
    const folder here;
    running_daemon runs(here, quick(cloud, {{"web", tcp_listener()}}));
    REQUIRE(runs.stands());
    here.write("gateway.json", "{\"listeners\": ");
    runs.signal(SIGHUP);
    CHECK(comes_true([&] { return runs.status().contains("reload"); }));
    CHECK(runs.status()["reload"]["outcome"] == "refused");
    json wrong = quick(cloud, {{"web", tcp_listener(70000)}});
    runs.configure(wrong);
    runs.signal(SIGHUP);
    CHECK(comes_true([&] {
        return runs.status()["reload"]
                   .value("reason", "")
                   .find("listeners.web.request.Ports.0: 70000 is outside 1..65535") != std::string::npos;
    }));
    const std::string id = runs.word("id");
    REQUIRE(
        by_somebody(cloud, {"call", "tencent.clb.DeleteListener", "LoadBalancerId=lb-1", "ListenerId=" + id}).status ==
        0);
    CHECK(comes_true([&] { return standing(cloud).size() == 1; })); // by the old one
    runs.configure(quick(cloud, {{"web", tcp_listener(80, "renamed")}}));
    runs.signal(SIGHUP);
    CHECK(comes_true([&] { return standing(cloud)[0].details["ListenerName"] == "renamed"; }));
    CHECK(comes_true([&] { return runs.status()["reload"]["outcome"] == "done"; }));
    CHECK(runs.end().status == 0);
}

TEST_CASE("daemon: stopped within a call it ends in time, and says what is not known") {
    const auto fault = [](const emulator_call& call) {
        emulator_fault made;
        if (call.action == "CreateListener") made.delay = 10s;
        return made;
    };
    tool::cloud cloud(fault, 0);
    const folder here;
    json configuration = quick(cloud, {{"web", tcp_listener()}});
    configuration["stop_seconds"] = 0.3;
    running_daemon runs(here, configuration);
    REQUIRE(comes_true([&] { return standing(cloud).size() == 1; }));
    const auto from = std::chrono::steady_clock::now();
    const tool::outcome ended = runs.end();
    CHECK(std::chrono::steady_clock::now() - from < 5s);
    CHECK(ended.status == 4);
    const auto last = events_of(ended, "stopped");
    REQUIRE(last.size() == 1);
    CHECK(last[0]["unknown"] == json::array({"web"}));
    CHECK(runs.word("outcome") == "unknown");
    CHECK(events_of(ended, "ensured")[0]["interrupted"] == true);
}

TEST_CASE("daemon: stopped while it only looks it ends at once") {
    const auto fault = [](const emulator_call&) {
        emulator_fault made;
        made.delay = 10s;
        return made;
    };
    tool::cloud cloud(fault, 0);
    const folder here;
    running_daemon runs(here, quick(cloud, {{"web", tcp_listener()}}));
    REQUIRE(comes_true([&] { return cloud.server.stage().requests() != 0; }));
    const auto from = std::chrono::steady_clock::now();
    const tool::outcome ended = runs.end();
    CHECK(std::chrono::steady_clock::now() - from < 5s);
    CHECK(ended.status == 0);
    CHECK(runs.word("outcome") == "not_sent");
}

TEST_CASE("daemon: authorities that are missing are said once, waited for, and no reason not to end") {
    tool::cloud cloud({}, 0);
    const folder here;
    json configuration = quick(cloud, {{"web", tcp_listener()}});
    configuration["ca_file"] = here.path + "/ca.pem";
    running_daemon runs(here, configuration);
    REQUIRE(comes_true([&] { return runs.word("outcome") == "not_sent"; }));
    const tool::outcome checked = tool::run({"--check", here.path + "/gateway.json"});
    CHECK(checked.status == 2);
    CHECK(checked.error == here.path + "/gateway.json: listeners.web.ca_file: cannot read " + here.path + "/ca.pem\n");
    std::this_thread::sleep_for(500ms); // several rounds
    here.write("ca.pem", gateway_test::text_of(cloud.ca.path()));
    CHECK(runs.stands());
    std::filesystem::remove(here.path + "/ca.pem");
    runs.signal(SIGHUP);
    CHECK(comes_true([&] { return runs.word("outcome") == "not_sent"; }));
    const tool::outcome ended = runs.end();
    CHECK(ended.status == 0);
    const auto said = events_of(ended, "ensured");
    REQUIRE(said.size() == 3);
    CHECK(said[0]["reason"] == "ca_file: cannot read " + here.path + "/ca.pem");
}

TEST_CASE("daemon: a refusal that comes again is said once") {
    const auto fault = [](const emulator_call&) {
        emulator_fault made;
        made.skew = 86400;
        made.without_date = true; // or it would learn the time
        return made;
    };
    tool::cloud cloud(fault, 0);
    const folder here;
    running_daemon runs(here, quick(cloud, {{"web", tcp_listener()}}));
    REQUIRE(comes_true([&] { return runs.word("outcome") == "refused"; }));
    const std::size_t before = cloud.server.stage().requests();
    CHECK(comes_true([&] { return cloud.server.stage().requests() > before + 5; }));
    const auto said = events_of(runs.end(), "ensured");
    REQUIRE(!said.empty());
    CHECK(said[0].value("reason", "").find("(request ") != std::string::npos);
    for (std::size_t i = 1; i != said.size(); ++i) // a slow machine may time out in between
        CHECK(said[i]["outcome"] != said[i - 1]["outcome"]);
}

TEST_CASE("daemon: it goes on where nobody reads its log any more") {
    tool::cloud cloud({}, 0);
    const folder here;
    running_daemon runs(here, quick(cloud, {{"web", tcp_listener()}}));
    REQUIRE(runs.stands());
    runs.stop_reading();
    runs.signal(SIGHUP); // which is logged
    CHECK(comes_true([&] { return runs.status().contains("reload"); }));
    runs.configure(quick(cloud, {{"web", tcp_listener(80, "renamed")}}));
    runs.signal(SIGHUP);
    CHECK(comes_true([&] { return standing(cloud)[0].details["ListenerName"] == "renamed"; }));
    CHECK(runs.end().status == 0);
}

TEST_CASE("daemon: a listener that is not declared any more stays when the daemon is stopped before a round") {
    std::atomic<bool> is_away{false};
    const auto fault = [&](const emulator_call&) {
        emulator_fault made;
        if (is_away) made.what = emulator_fault::kind::drop;
        return made;
    };
    tool::cloud cloud(fault, 0);
    const folder here;
    json listener = tcp_listener();
    running_daemon runs(here, quick(cloud, {{"web", listener}}));
    REQUIRE(runs.stands());
    const std::string id = runs.word("id");
    is_away = true;
    listener["request"]["Ports"] = json::array({81});
    listener["deregister_on_stop"] = true;
    runs.configure(quick(cloud, {{"web", listener}}));
    runs.signal(SIGHUP);
    REQUIRE(comes_true([&] { return runs.status().contains("reload"); }));
    is_away = false;
    const tool::outcome ended = runs.end();
    CHECK(ended.status == 0);
    const auto reloaded = events_of(ended, "reloaded");
    REQUIRE(reloaded.size() == 1);
    CHECK(reloaded[0].value("released", json::array()).size() == 1);
    const auto all = standing(cloud);
    CHECK(std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.id == id; }));
}

TEST_CASE("daemon: a second signal ends the deletions, too") {
    const auto fault = [](const emulator_call& call) {
        emulator_fault made;
        if (call.action == "CreateListener") made.delay = 1s;
        if (call.action == "DeleteListener") made.delay = 20s;
        return made;
    };
    tool::cloud cloud(fault, 0);
    const folder here;
    json listener = tcp_listener();
    listener["deregister_on_stop"] = true;
    running_daemon runs(here, quick(cloud, {{"web", listener}}));
    REQUIRE(runs.stands());
    const json two{{"web", tcp_listener()}, {"other", tcp_listener(81)}};
    json configuration = quick(cloud, two);
    configuration["listeners"]["web"]["deregister_on_stop"] = true;
    configuration["stop_seconds"] = 20;
    runs.configure(configuration);
    runs.signal(SIGHUP);
    REQUIRE(comes_true([&] { return standing(cloud).size() == 2; })); // its answer is under way
    const auto from = std::chrono::steady_clock::now();
    runs.signal(SIGTERM);
    std::this_thread::sleep_for(50ms); // two that are pending are one
    static_cast<void>(runs.end(SIGTERM));
    CHECK(std::chrono::steady_clock::now() - from < 5s);
}

TEST_CASE("daemon: a status file that is no file is left alone") {
    tool::cloud cloud({}, 0);
    const folder here;
    const std::string path = here.path + "/status.json"; // /dev/null, say
    REQUIRE(mkfifo(path.c_str(), 0600) == 0);
    REQUIRE(mkfifo((here.path + "/state.json").c_str(), 0600) == 0);
    running_daemon runs(here, quick(cloud, {{"web", tcp_listener()}}));
    REQUIRE(comes_true([&] { return standing(cloud).size() == 1; }));
    std::this_thread::sleep_for(100ms);
    CHECK(std::filesystem::is_fifo(path));
    std::filesystem::remove(path); // the status is read at the end
    std::filesystem::remove(here.path + "/state.json");
    CHECK(runs.end().error.find("status.json: cannot be written") != std::string::npos);
}

TEST_CASE("daemon: what the service manager hears") {
    tool::cloud cloud({}, 0);
    const folder here;
    manager hears(here.path + "/notify");
    running_daemon runs(here, quick(cloud, {{"web", tcp_listener()}}),
                        {{"NOTIFY_SOCKET", here.path + "/notify"}, {"WATCHDOG_USEC", "100000"}});
    CHECK(hears.hears("READY=1"));
    CHECK(hears.hears("STATUS=1 of 1 listeners stand"));
    CHECK(hears.hears("WATCHDOG=1"));
    CHECK(hears.hears("WATCHDOG=1"));
    runs.signal(SIGHUP);
    CHECK(hears.hears("RELOADING=1\nMONOTONIC_USEC="));
    CHECK(hears.hears("READY=1"));
    CHECK(runs.end().status == 0);
    CHECK(hears.hears("STOPPING=1"));
}

TEST_CASE("daemon: keys come from systemd's credentials, and no core is written") {
    tool::cloud cloud({}, 0);
    const folder here;
    const auto keys = tool::credentials();
    here.write("tencent-credentials", "[default]\nsecret_id = " + keys.at("TENCENTCLOUD_SECRET_ID") +
                                          "\nsecret_key = " + keys.at("TENCENTCLOUD_SECRET_KEY") + "\n");
    chmod((here.path + "/tencent-credentials").c_str(), 0600);
    running_daemon runs(
        here, quick(cloud, {{"web", tcp_listener()}}),
        {{"TENCENTCLOUD_SECRET_ID", ""}, {"TENCENTCLOUD_SECRET_KEY", ""}, {"CREDENTIALS_DIRECTORY", here.path}});
    CHECK(runs.stands());
    std::string limits = gateway_test::text_of("/proc/" + std::to_string(runs.process()) + "/limits");
    limits.erase(std::remove(limits.begin(), limits.end(), ' '), limits.end());
    CHECK(limits.find("Maxcorefilesize00bytes") != std::string::npos);
    CHECK(runs.end().status == 0);
}

TEST_CASE("daemon: what is wrong with a configuration is said by file, key and reason") {
    const folder here;
    const std::string file = here.path + "/gateway.json";
    const auto check = [&](const std::string& text) {
        here.write("gateway.json", text);
        const tool::outcome ended = tool::run({"--check", file});
        CHECK(ended.status == 2);
        CHECK(ended.output.empty());
        std::string said = ended.error;
        if (said.starts_with(file + ": ")) said.erase(0, file.size() + 2);
        everything_said() += ended.error;
        return said;
    };
    const auto with = [&](const std::string& listener) {
        return check("{\"listeners\": {\"a\": {" + listener + "}}}");
    };
    const std::string action = "\"action\": \"tencent.clb.CreateListener\", \"region\": \"ap-guangzhou\", ";
    const std::string request = "\"request\": {\"LoadBalancerId\": \"lb-1\", \"Ports\": [80], \"Protocol\": \"TCP\"}";
    CHECK(check("") == "is no JSON: what stands at byte 1 cannot be read\n");
    CHECK(check("[]") == "is no object\n");
    CHECK(check("{}") == "listeners: is missing\n");
    CHECK(check(std::string("{}\0{", 4)) == "is no JSON: what stands at byte 3 cannot be read\n");
    CHECK(check("{\"listeners\": {}}") == "listeners: is no object of listeners by their names\n");
    CHECK(check("{\"listeners\": {\"a\": 3}}") == "listeners.a: is no object\n");
    CHECK(check("{\"listners\": {}, \"listeners\": {\"a\": 3}}") ==
          "listners: there is no such key; did you mean listeners?\n");
    CHECK(check("{\"listeners\": {\"a\": {}, \"a\": {}}}") == "has \"a\" twice in one object\n");
    CHECK(check("{\"listeners\": {\"../x\": {}}}") == "listeners.../x: a name has 1 to 64 letters, digits, - and _\n");
    CHECK(check(std::string((1 << 20) + 1, ' ')) == "has more than 1048576 bytes\n");
    CHECK(check("{\"interval_seconds\": 0, \"listeners\": {}}") ==
          "interval_seconds: is outside 0.1..604800 seconds\n");
    CHECK(with("") == "listeners.a.action: is missing\n");
    CHECK(with("\"action\": \"tencent.clb.DeleteListener\"").find("listeners.a.action: ") == 0);
    CHECK(with(action + "\"x\": 1") == "listeners.a.request: is missing\n");
    CHECK(with(action + request + ", \"replce\": true") ==
          "listeners.a.replce: there is no such key; did you mean replace?\n");
    CHECK(with(action + request + ", \"replace\": 1") == "listeners.a.replace: is neither true nor false\n");
    CHECK(with(action + "\"request\": {\"LoadBalancerId\": \"lb-1\", \"Ports\": [80], \"Protokol\": \"TCP\"}") ==
          "listeners.a.request.Protokol: CreateListener has no such parameter; did you mean Protocol?\n");
    CHECK(with(action + "\"request\": {\"LoadBalancerId\": \"lb-1\", \"Ports\": [70000], \"Protocol\": \"TCP\"}") ==
          "listeners.a.request.Ports.0: 70000 is outside 1..65535\n");
    CHECK(with(action + "\"request\": {\"LoadBalancerId\": null}") ==
          "listeners.a.request: LoadBalancerId is null; leave it out\n");
    CHECK(with("\"action\": \"tencent.clb.CreateListener\", " + request).find("listeners.a.region: ") == 0);
    CHECK(
        with(
            "\"action\": \"tencent.gaap.CreateTCPListeners\", \"certificate\": {\"file\": \"a\", \"key_file\": \"b\"}, "
            "\"request\": {}") ==
        "listeners.a.certificate: tencent.gaap.CreateTCPListeners takes no certificate itself, only the ID of one\n");
    CHECK(check("{\"listeners\": {\"a\": {" + action + request + "}, \"b\": {" + action + request + "}}}") ==
          "listeners.b.request.Ports.0: the port is declared by listeners.a, too\n");
    const auto both = [&](const std::string& one, const std::string& other) {
        return check("{\"region\": \"cn-hangzhou\", \"listeners\": {\"a\": {" + one + "}, \"b\": {" + other + "}}}");
    };
    const auto clb = [&](const std::string& port, const std::string& protocol) {
        return action + "\"request\": {\"LoadBalancerId\": \"lb-1\", \"Ports\": [" + port + "], \"Protocol\": \"" +
               protocol + "\"}";
    };
    // Not together on one port, either: with `replace` the one would take it from the other and back.
    CHECK(both(clb("80", "TCP"), clb("80", "HTTP")) ==
          "listeners.b.request.Ports.0: the port is declared by listeners.a, too\n");
    CHECK(both(clb("80", "TCP"), clb("\"080\"", "TCP")) ==
          "listeners.b.request.Ports.0: the port is declared by listeners.a, too\n");
    const auto ga = [&](const std::string& from, const std::string& to) {
        return "\"action\": \"aliyun.ga.CreateListener\", \"request\": {\"AcceleratorId\": \"ga-1\", "
               "\"PortRanges\": [{\"FromPort\": " +
               from + ", \"ToPort\": " + to + "}]}";
    };
    CHECK(both(ga("20", "30"), ga("30", "40")) ==
          "listeners.b.request.PortRanges.1.FromPort: the port is declared by listeners.a, too\n");
    const std::string gaap = "\"request\": {\"ProxyId\": \"link-1\", \"ListenerName\": \"x\", ";
    CHECK(both("\"action\": \"tencent.gaap.CreateTCPListeners\", " + gaap +
                   "\"Ports\": [80], \"Scheduler\": \"rr\", \"HealthCheck\": 0, \"RealServerType\": \"IP\"}",
               "\"action\": \"tencent.gaap.CreateHTTPListener\", " + gaap + "\"Port\": 80}") ==
          "listeners.b.request.Port: the port is declared by listeners.a, too\n");
    here.write("gateway.json", "{\"listeners\": {\"a\": {" + clb("80", "TCP") + "}, \"b\": {" + clb("80", "UDP") +
                                   "}, \"c\": {" + clb("81", "TCP") + "}}}");
    CHECK(tool::run({"--check", file}, {}).status == 0);
    here.write("gateway.json", "{\"listeners\": {\"a\": {" + action + request + "}}}");
    const tool::outcome good = tool::run({"--check", file}, {});
    CHECK(good.status == 0);
    CHECK(good.error.find("note: ") == 0); // there is no key, and none is needed
    CHECK(tool::run({file}, {}).status == 2);
    CHECK(tool::run({"--check", "--once", file}).status == 2);
    CHECK(tool::run({"--check", here.path}).error == here.path + ": is no file\n");
}

// The last of all cases, by the order of files.
TEST_CASE("daemon: no secret is in what any of them has said or written") {
    CHECK(!everything_said().empty());
    for (const std::string& secret : {tool::tencent_secret, tool::aliyun_secret, std::string("PRIVATE KEY")})
        CHECK(everything_said().find(secret) == std::string::npos);
}
