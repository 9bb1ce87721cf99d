package org.fogward.protocol.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.fogward.protocol.digest.Digest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationCodeTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private static Path folder;

    private static X509Certificate root;
    private static X509Certificate other;

    @BeforeAll
    static void makes_two_roots() throws Exception {
        root = selfSigned("root");
        other = selfSigned("other");
    }

    @Test
    void is_six_groups_of_four_that_can_be_read_back() {
        InvitationCode code = InvitationCode.random(root, RANDOM);
        assertThat(code.text()).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){5}");
        assertThat(InvitationCode.parse(code.text())).isEqualTo(code).hasSameHashCodeAs(code);
    }

    @Test
    void knows_its_root_from_another() {
        InvitationCode code = InvitationCode.random(root, RANDOM);
        assertThat(code.matches(root)).isTrue();
        assertThat(code.matches(other)).isFalse();
    }

    @Test
    void carries_the_first_eighty_bits_of_the_root_s_digest() throws Exception {
        byte[] digest = Digest.of(root.getEncoded()).bytes();
        String code = InvitationCode.random(root, RANDOM).text().replace("-", "");
        BigInteger value = BigInteger.ZERO;
        for (char digit : code.substring(8).toCharArray()) {
            int next = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(digit);
            value = value.shiftLeft(5).or(BigInteger.valueOf(next));
        }
        assertThat(value).isEqualTo(new BigInteger(1, Arrays.copyOf(digest, 10)));
    }

    @Test
    void has_a_secret_of_its_own_that_its_text_form_does_not_tell() {
        InvitationCode first = InvitationCode.random(root, RANDOM);
        InvitationCode second = InvitationCode.random(root, RANDOM);
        assertThat(first.secret())
                .hasSize(8)
                .isNotEqualTo(second.secret())
                .isEqualTo(first.text().replace("-", "").substring(0, 8));
        assertThat(first.toString()).doesNotContain(first.secret());
    }

    @Test
    void is_read_as_people_type_it() {
        SplittableRandom random = new SplittableRandom(7);
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            InvitationCode code = InvitationCode.random(root, RANDOM);
            StringBuilder typed = new StringBuilder();
            for (char c : code.text().toCharArray()) {
                typed.append(sloppy(c, random));
            }
            assertThat(InvitationCode.parse(typed.toString())).as("%s", typed).isEqualTo(code);
            texts.add(code.text());
        }
        assertThat(texts).hasSize(2_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "0000-0000-0000-0000-0000-000", "0000-0000-0000-0000-0000-00000", "ſ"})
    void refuses_another_length(String text) {
        assertThatThrownBy(() -> InvitationCode.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("invitation code: 24 letters and digits expected");
    }

    @Test
    void refuses_a_letter_that_no_code_has() {
        assertThatThrownBy(() -> InvitationCode.parse("U000-0000-0000-0000-0000-0000"))
                .hasMessage("invitation code: \"U\" is not a character of a code");
    }

    @Test
    void takes_or_refuses_any_text() {
        SplittableRandom random = new SplittableRandom(11);
        String code = InvitationCode.random(root, RANDOM).text();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(code);
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                text.setCharAt(
                        random.nextInt(text.length()), (char) random.nextInt(random.nextBoolean() ? 128 : 65536));
            }
            text.setLength(random.nextInt(4) == 0 ? random.nextInt(text.length()) : text.length());
            try {
                InvitationCode read = InvitationCode.parse(text.toString());
                assertThat(InvitationCode.parse(read.text())).isEqualTo(read);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("invitation code: ");
            }
        }
        assertThatThrownBy(() -> InvitationCode.parse("-".repeat(1_000_000) + code))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String sloppy(char c, SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> String.valueOf(c).toLowerCase(Locale.ROOT);
            case 1 ->
                switch (c) {
                    case '0' -> random.nextBoolean() ? "o" : "O";
                    case '1' -> String.valueOf("iIlL".charAt(random.nextInt(4)));
                    case '-' -> random.nextBoolean() ? "" : " ";
                    default -> String.valueOf(c);
                };
            default -> String.valueOf(c);
        };
    }

    private static X509Certificate selfSigned(String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve(name + ".p12");
        Path file = folder.resolve(name + ".der");
        keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name);
        keytool(store, "-exportcert", "-file", file.toString());
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", "of no worth", "-alias", "root"));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }
}
