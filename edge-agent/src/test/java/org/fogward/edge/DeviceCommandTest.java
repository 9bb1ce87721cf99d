package org.fogward.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fogward.protocol.enrolment.DeviceLink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DeviceCommandTest {
    private static final Pattern LINK = Pattern.compile("link: +(\\S+)");

    @TempDir
    Path folder;

    private Path config;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void configure() throws Exception {
        config = Files.writeString(folder.resolve("edge.yaml"), """
                federation: test
                gateway: clinic-a
                stateDirectory: state
                coap: {host: 10.1.2.3, port: 5684, devices: [{identity: wrist-1, key: "0123456789abcdef"}]}
                intake: {modality: motion, shape: {height: 1, width: 4, channels: 1}, classes: [rest, walk]}
                """);
    }

    @Test
    void invites_with_a_code_and_a_qr_code() {
        assertThat(run("invite", "wrist-2")).isZero();

        DeviceLink link = link();
        assertThat(link.gateway()).hasToString("coaps://10.1.2.3:5684");
        assertThat(link.identity()).isEqualTo("enrol:wrist-2");
        assertThat(out.toString())
                .contains("code:    " + link.secret(), "address: coaps://10.1.2.3:5684\n")
                .contains("█");
        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains("wrist-1: configured key", "wrist-2: invitation, since");
    }

    @Test
    void makes_a_key_for_the_address_that_is_given() {
        assertThat(run("key", "wrist-3", "--address", "coaps://gateway.clinic:5999"))
                .isZero();

        assertThat(link().gateway()).hasToString("coaps://gateway.clinic:5999");
        assertThat(link().identity()).isEqualTo("wrist-3");
    }

    @Test
    void removes_a_device_once() {
        run("key", "wrist-3");

        assertThat(run("remove", "wrist-3")).isZero();
        assertThat(run("remove", "wrist-3")).isEqualTo(1);

        assertThat(err.toString()).contains("NAME: there is no device wrist-3");
    }

    @Test
    void names_what_is_wrong() {
        assertThat(run("invite", "Wrist 2")).isEqualTo(2);
        assertThat(run("invite", "wrist-1")).isEqualTo(2);
        assertThat(run("remove", "wrist-1")).isEqualTo(2);
        assertThat(run("invite", "wrist-2", "--address", "http://x")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);

        assertThat(err.toString())
                .contains("name: 1 to 63 of", "stands in the gateway's configuration", "gateway: coaps://host:port");
    }

    @Test
    void leaves_no_secret_readable_on_the_disk() throws Exception {
        run("invite", "wrist-2");
        String code = link().secret();
        run("key", "wrist-3");
        String key = link().secret();

        assertThat(code).isNotEqualTo(key);
        for (String file : new String[] {"gateway.db", "gateway.db-wal"}) {
            Path stored = folder.resolve("state").resolve(file);
            String content =
                    Files.exists(stored) ? Files.readString(stored, java.nio.charset.StandardCharsets.ISO_8859_1) : "";
            assertThat(content).doesNotContain(code).doesNotContain(key);
        }
    }

    private DeviceLink link() {
        Matcher matcher = LINK.matcher(out.toString());
        String last = "";
        while (matcher.find()) {
            last = matcher.group(1);
        }
        return DeviceLink.parse(last);
    }

    private int run(String... arguments) {
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length == 0 ? 1 : arguments.length + 3];
        all[0] = "device";
        if (arguments.length > 0) {
            System.arraycopy(arguments, 0, all, 1, arguments.length);
            all[all.length - 2] = "--config";
            all[all.length - 1] = config.toString();
        }
        return line.execute(all);
    }
}
