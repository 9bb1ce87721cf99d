package org.fogward.protocol.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Random;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.junit.jupiter.api.Test;

final class SealingKeyTest {
    private static final FederationId CLINICS = new FederationId("clinics");
    private static final GatewayId NORTH = new GatewayId("north");
    private static final byte[] ABOUT = "update/north".getBytes(UTF_8);
    private static final byte[] MESSAGE = "what was learnt".getBytes(UTF_8);

    private final SealingKey key = SealingKey.generate(new SecureRandom());

    @Test
    void both_ends_of_a_session_open_what_the_other_seals() throws Exception {
        BegunSession begun = key.publicKey().begin(CLINICS, NORTH);
        Session accepted = key.accept(begun.encapsulation(), CLINICS, NORTH);

        byte[] up = begun.session().up().seal(1, ABOUT, MESSAGE);
        byte[] down = accepted.down().seal(1, ABOUT, MESSAGE);

        assertThat(accepted.up().open(1, ABOUT, up)).isEqualTo(MESSAGE);
        assertThat(begun.session().down().open(1, ABOUT, down)).isEqualTo(MESSAGE);
        assertThat(up).hasSize(MESSAGE.length + MessageKey.TAG_BYTES).isNotEqualTo(down);
    }

    @Test
    void a_key_that_was_restored_accepts_the_same_sessions() throws Exception {
        BegunSession begun = key.publicKey().begin(CLINICS, NORTH);
        Session accepted = SealingKey.ofSeed(key.seed()).accept(begun.encapsulation(), CLINICS, NORTH);

        assertThat(accepted.up().open(7, ABOUT, begun.session().up().seal(7, ABOUT, MESSAGE)))
                .isEqualTo(MESSAGE);
    }

    @Test
    void a_session_is_bound_to_its_federation_and_its_gateway() throws Exception {
        BegunSession begun = key.publicKey().begin(CLINICS, NORTH);
        byte[] sealed = begun.session().up().seal(1, ABOUT, MESSAGE);

        Session another = key.accept(begun.encapsulation(), CLINICS, new GatewayId("south"));
        Session elsewhere = key.accept(begun.encapsulation(), new FederationId("others"), NORTH);

        assertThatThrownBy(() -> another.up().open(1, ABOUT, sealed)).isInstanceOf(SealException.class);
        assertThatThrownBy(() -> elsewhere.up().open(1, ABOUT, sealed)).isInstanceOf(SealException.class);
    }

    @Test
    void another_fog_node_cannot_open_a_session() throws Exception {
        BegunSession begun = key.publicKey().begin(CLINICS, NORTH);
        byte[] sealed = begun.session().up().seal(1, ABOUT, MESSAGE);

        Session guessed = SealingKey.generate(new SecureRandom()).accept(begun.encapsulation(), CLINICS, NORTH);

        assertThatThrownBy(() -> guessed.up().open(1, ABOUT, sealed)).isInstanceOf(SealException.class);
    }

    @Test
    void a_changed_bit_number_or_topic_does_not_open() throws Exception {
        MessageKey up = key.publicKey().begin(CLINICS, NORTH).session().up();
        byte[] sealed = up.seal(1, ABOUT, MESSAGE);

        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> up.open(1, ABOUT, changed)).hasMessage("content: does not open");
        }
        assertThatThrownBy(() -> up.open(2, ABOUT, sealed)).isInstanceOf(SealException.class);
        assertThatThrownBy(() -> up.open(1, "status/north".getBytes(UTF_8), sealed))
                .isInstanceOf(SealException.class);
    }

    @Test
    void any_bytes_are_refused_without_harm() {
        Random random = new Random(20261122);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[i % 3 == 0 ? SealingSuite.ENCAPSULATION_BYTES : random.nextInt(1500)];
            random.nextBytes(bytes);
            assertOpensNothing(bytes);
        }
        assertThatThrownBy(() -> SealingPublicKey.parse(new byte[32])).hasMessageStartingWith("public_key: 1216");
    }

    @Test
    void bytes_that_are_no_public_key_begin_no_session_that_opens_elsewhere() throws Exception {
        byte[] ones = new byte[SealingSuite.PUBLIC_KEY_BYTES];
        java.util.Arrays.fill(ones, (byte) 0xff);
        SealingPublicKey wrong = SealingPublicKey.parse(ones);

        assertThatThrownBy(() -> wrong.begin(CLINICS, NORTH)).hasMessage("public_key: cannot be used");
    }

    @Test
    void secrets_are_in_no_text() {
        assertThat(key).hasToString("SealingKey");
        assertThat(new MessageKey(new byte[32])).hasToString("MessageKey");
    }

    private void assertOpensNothing(byte[] encapsulation) {
        try {
            Session session = key.accept(encapsulation, CLINICS, NORTH);
            assertThatThrownBy(() -> session.up().open(1, ABOUT, encapsulation)).isInstanceOf(SealException.class);
        } catch (SealException e) {
            assertThat(e).hasMessageStartingWith("encapsulation: ");
        }
    }
}
