package org.fogward.fog;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.fogward.fog.audit.AuditReport;
import org.fogward.fog.enrol.TestBox;
import org.fogward.fog.tls.ServerIdentity;
import org.fogward.models.network.NetworkPool;
import org.fogward.protocol.enrolment.InvitationCode;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EnrolledGatewayTest {

    @TempDir
    private Path directory;

    private final NetworkPool networks = new NetworkPool(1);
    private final TestGateway gateway = new TestGateway("first");
    private Path config;
    private String told = "";

    @BeforeEach
    void writeConfiguration() throws Exception {
        Files.writeString(directory.resolve("plan.yaml"), """
                model: {family: motion, input: {height: 1, width: 32, channels: 3}, features: 0, width: 1.0, classes: [a, b]}
                rounds: {count: 1, quorum: 1}
                """);
        config = Files.writeString(
                directory.resolve("fog.yaml"), "{federation: test, stateDirectory: state, plan: plan.yaml}");
    }

    @AfterEach
    void close() {
        networks.close();
    }

    @Test
    void takes_part_after_an_invitation_and_leaves_its_place_to_the_next_box() throws Exception {
        TestBox box = new TestBox("first", gateway.key);
        byte[] update;
        try (FogNode fog = start()) {
            InvitationCode code = invite(fog);
            assertThat(code.matches(root())).isTrue();
            enrol(fog, code, box);
            gateway.show(box, root());
            gateway.connect(fog);
            RoundAnnouncement one = gateway.awaitOpen(1);
            update = gateway.sendUpdate(one, 1, 1);
            assertThat(gateway.awaitReceipt(update).hasStored()).isTrue();
            gateway.awaitOpen(2);
            assertThat(isKnown(box, fog)).isTrue();
        }
        gateway.close();
        TestBox next = new TestBox("first");
        try (FogNode fog = start()) {
            assertThat(isKnown(box, fog)).isTrue();
            enrol(fog, fog.invite(gateway.id, Duration.ofMinutes(1)), next);
            assertThat(isKnown(box, fog)).isFalse();
            AuditReport report = fog.audit();
            assertThat(report.findings()).isEmpty();
            assertThat(report.recomputed()).isEqualTo(1);
        }
        try (FogNode fog = start()) {
            assertThat(isKnown(box, fog)).isFalse();
            assertThat(isKnown(next, fog)).isTrue();
        }
    }

    @Test
    void is_told_how_to_enrol_in_a_picture_too() throws Exception {
        assertThat(run("invite", "first", "--url", "https://fog.example:8443")).isZero();
        String code = code().text();
        int[][] modules = told.lines()
                .filter(line -> line.matches("[█▄▀ ]{20,}"))
                .map(line -> line.chars().toArray())
                .toArray(int[][]::new);
        assertThat(read(modules)).isEqualTo("fogward-enrol:https://fog.example:8443#" + code);
    }

    @Test
    void is_invited_with_words_that_make_sense_alone() {
        assertThat(run("invite", "Not A Name")).isEqualTo(2);
        assertThat(told).contains("GATEWAY: ");
        assertThat(run("invite", "first", "--valid", "8d")).isEqualTo(2);
        assertThat(told).contains("--valid: ");
        assertThat(run("invite", "first", "--url", "http://fog")).isEqualTo(2);
        assertThat(told).contains("--url: ");
    }

    @Test
    void is_served_by_an_authority_that_commands_show_and_change() throws Exception {
        assertThat(run("authority", "show")).isZero();
        assertThat(told)
                .contains("root:    CN=Fogward", "issuing: until", "rootKey: ")
                .doesNotContain("former");
        X509Certificate before = root();
        assertThat(run("authority", "retire")).isEqualTo(1);
        assertThat(run("authority", "roll")).isZero();
        assertThat(told).contains("root:    CN=Fogward", "former:  CN=Fogward");
        assertThat(root()).isNotEqualTo(before);
        assertThat(run("authority", "roll")).isEqualTo(1);
        assertThat(run("authority", "retire")).isZero();
        assertThat(told).doesNotContain("former");
    }

    @Test
    void sees_a_running_node_go_over_to_a_new_root() throws Exception {
        try (FogNode fog = start()) {
            SSLContext before = tls();
            assertThat(trusts(before, fog)).isTrue();
            assertThat(run("authority", "roll")).isZero();
            SSLContext newAlone = TestBox.trusting(root());
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!trusts(newAlone, fog)) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(trusts(before, fog)).isTrue();
        }
    }

    private static boolean trusts(SSLContext tls, FogNode fog) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(fog.httpsUri() + "/health"))
                    .build();
            client.send(request, BodyHandlers.discarding());
            return true;
        } catch (SSLHandshakeException notTrusted) {
            return false;
        }
    }

    private FogNode start() throws Exception {
        FogNode fog = new FogNode(Federations.config(directory.resolve("state"), Federations.plan(2, 1)), networks);
        fog.start();
        return fog;
    }

    private InvitationCode invite(FogNode fog) {
        assertThat(run("invite", "first", "--url", fog.httpsUri().toString()))
                .as(told)
                .isZero();
        return code();
    }

    private InvitationCode code() {
        Matcher printed = Pattern.compile("code: +([0-9A-Z-]{29})").matcher(told);
        assertThat(printed.find()).isTrue();
        return InvitationCode.parse(printed.group(1));
    }

    private int run(String... arguments) {
        StringWriter text = new StringWriter();
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(text)).setErr(new PrintWriter(text));
        String[] all = java.util.stream.Stream.of(
                        List.of("fog"), Arrays.asList(arguments), List.of("--config", config.toString()))
                .flatMap(List::stream)
                .toArray(String[]::new);
        int code = commands.execute(all);
        told = text.toString();
        return code;
    }

    private void enrol(FogNode fog, InvitationCode code, TestBox box) throws Exception {
        String basic =
                Base64.getEncoder().encodeToString((box.id + ":" + code.secret()).getBytes(StandardCharsets.US_ASCII));
        HttpRequest request = HttpRequest.newBuilder(URI.create(fog.httpsUri() + "/.well-known/est/simpleenroll"))
                .header("Authorization", "Basic " + basic)
                .POST(BodyPublishers.ofByteArray(box.request()))
                .build();
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls()).build()) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            byte[] der = Base64.getMimeDecoder().decode(answer.body());
            box.certificate =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(der)).stream()
                            .map(X509Certificate.class::cast)
                            .findFirst();
        }
    }

    private boolean isKnown(TestBox box, FogNode fog) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(fog.httpsUri() + "/gateway/settings"))
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(box.tls(root())).build()) {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException refused) {
            return false;
        }
    }

    private SSLContext tls() throws Exception {
        return identity().clientContext();
    }

    private X509Certificate root() throws Exception {
        return identity().authority().root();
    }

    private ServerIdentity identity() throws Exception {
        return ServerIdentity.open(directory.resolve("state/tls"), List.of(), Clock.systemUTC());
    }

    /** Each character is two modules, each module some pixels. */
    private static String read(int[][] rows) throws Exception {
        int scale = 4;
        int width = rows[0].length * scale;
        int height = rows.length * 2 * scale;
        int[] pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int block = rows[y / scale / 2][x / scale];
                boolean upper = y / scale % 2 == 0;
                boolean light = block == '█' || block == (upper ? '▀' : '▄');
                pixels[y * width + x] = light ? 0xffffff : 0;
            }
        }
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))))
                .getText();
    }
}
