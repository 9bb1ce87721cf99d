package org.fogward.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionProfileTest {
    private static final String SOUND = """
            {"channel":"fogward","chaincode":"federation",
            "orderers":[{"address":"localhost:7050","tlsCa":"ca.pem"}],
            "organizations":[{"mspId":"NorthMSP",
            "peer":{"address":"[::1]:7051","tlsCa":"ca.pem","tlsName":"peer.north.example"},
            "client":{"certificate":"client.pem","key":"client.key"},
            "admin":{"certificate":"client.pem","key":"client.key"}}]}""";

    @TempDir
    Path folder;

    @BeforeEach
    void make_the_files() throws Exception {
        for (String name : new String[] {"ca.pem", "client.pem", "client.key"}) {
            Files.writeString(folder.resolve(name), name);
        }
    }

    @Test
    void reads_a_file_whose_paths_start_from_its_own_folder() throws Exception {
        Path file = Files.writeString(folder.resolve("connection.json"), SOUND);
        ConnectionProfile profile = ConnectionProfile.read(file);
        assertThat(profile.channel()).isEqualTo("fogward");
        assertThat(profile.chaincode()).isEqualTo("federation");
        assertThat(profile.orderers()).containsExactly(new Endpoint("localhost:7050", folder.resolve("ca.pem"), ""));
        Organization north = profile.organization("NorthMSP");
        assertThat(north.peer()).isEqualTo(new Endpoint("[::1]:7051", folder.resolve("ca.pem"), "peer.north.example"));
        assertThat(north.client())
                .isEqualTo(new Credential(folder.resolve("client.pem"), folder.resolve("client.key")));
        assertThat(north.admin()).contains(north.client());
    }

    @Test
    void takes_absolute_paths_and_does_without_orderers_and_admin() {
        String lean = SOUND.replace("\"orderers\":[{\"address\":\"localhost:7050\",\"tlsCa\":\"ca.pem\"}],", "")
                .replace(",\n\"admin\":{\"certificate\":\"client.pem\",\"key\":\"client.key\"}", "")
                .replace("\"ca.pem\"", "\"" + folder.resolve("ca.pem") + "\"");
        ConnectionProfile profile = ConnectionProfile.parse(lean, folder);
        assertThat(profile.orderers()).isEmpty();
        assertThat(profile.organization("NorthMSP").admin()).isEmpty();
        assertThat(profile.organization("NorthMSP").peer().tlsCa()).isEqualTo(folder.resolve("ca.pem"));
    }

    @Test
    void tells_what_a_caller_has_to_show_for_tls() {
        String mutual = SOUND.replace(
                "\"tlsName\":\"peer.north.example\"",
                "\"tlsClient\":{\"certificate\":\"client.pem\",\"key\":\"client.key\"}");
        assertThat(ConnectionProfile.parse(mutual, folder)
                        .organization("NorthMSP")
                        .peer()
                        .tlsClient())
                .contains(new Credential(folder.resolve("client.pem"), folder.resolve("client.key")));
        assertThatThrownBy(() -> ConnectionProfile.parse(mutual.replace("\"key\":\"client.key\"}},", "}},"), folder))
                .hasMessageContaining("organizations[0].peer.tlsClient");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "channel":"fogward"        | "channel":""                | channel must
            "chaincode":"federation",  | "chaincode":7,              | chaincode must
            "chaincode"                | "contract"                  | contract is not a field
            [{"address":"localhost     | {"address":"localhost       | not a JSON object
            "address":"localhost:7050" | "address":"localhost"       | orderers[0].address must be host:port
            "address":"localhost:7050" | "address":"localhost:70500" | orderers[0].address must be host:port
            "tlsCa":"ca.pem"           | "tlsCa":"missing.pem"       | orderers[0].tlsCa names a file
            "mspId":"NorthMSP"         | "mspId":null                | organizations[0].mspId must
            [::1]:7051                 | peer north:7051             | organizations[0].peer.address must be
            "tlsName":"peer            | "name":"peer                | organizations[0].peer.name is not a field
            "tlsName":"peer.north.example" | "tlsName":" "           | organizations[0].peer.tlsName must
            "key":"client.key"         | "key":"."                   | organizations[0].client.key names a file
            "client":{                 | "client":[],"x":{           | organizations[0].x is not a field
            """)
    void names_what_is_wrong(String from, String to, String named) {
        String json = SOUND.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));
        assertThat(json).isNotEqualTo(SOUND);
        assertThatThrownBy(() -> ConnectionProfile.parse(json, folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    void names_the_file_and_refuses_one_that_is_too_long() throws Exception {
        Path file = Files.writeString(folder.resolve("own.json"), "{}");
        assertThatThrownBy(() -> ConnectionProfile.read(file)).hasMessageContainingAll("own.json", "channel");
        Files.writeString(file, " ".repeat(2 << 20));
        assertThatThrownBy(() -> ConnectionProfile.read(file)).hasMessageContainingAll("own.json", "longer");
        assertThatThrownBy(() -> ConnectionProfile.parse(SOUND, folder).organization("EastMSP"))
                .hasMessageContaining("EastMSP");
    }

    @Test
    void mutated_text_is_read_or_refused_and_nothing_else() {
        SplittableRandom random = new SplittableRandom(11);
        String alphabet = "{}[]\",:\\/0123456789abcdefnulltrue.eE+- \u0000\ud83d\u00e9";
        for (int i = 0; i < 5_000; i++) {
            StringBuilder mutated = new StringBuilder(SOUND);
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = random.nextInt(mutated.length());
                char other = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(4)) {
                    case 0 -> mutated.setCharAt(at, other);
                    case 1 -> mutated.insert(at, other);
                    case 2 -> mutated.deleteCharAt(at);
                    default -> mutated.insert(at, mutated.substring(at, Math.min(mutated.length(), at + 40)));
                }
            }
            String json = mutated.toString();
            try {
                assertThat(ConnectionProfile.parse(json, folder).organizations())
                        .isNotEmpty();
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException | StackOverflowError e) {
                fail("only an IllegalArgumentException may come out for " + json, e);
            }
        }
    }
}
