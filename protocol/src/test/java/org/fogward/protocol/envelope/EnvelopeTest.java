package org.fogward.protocol.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fogward.protocol.v1.MessageType.MESSAGE_TYPE_STATUS;
import static org.fogward.protocol.v1.MessageType.MESSAGE_TYPE_UNSPECIFIED;
import static org.fogward.protocol.v1.MessageType.MESSAGE_TYPE_UPDATE;
import static org.fogward.protocol.v1.RefusalReason.REFUSAL_REASON_BAD_SIGNATURE;
import static org.fogward.protocol.v1.RefusalReason.REFUSAL_REASON_MALFORMED;
import static org.fogward.protocol.v1.RefusalReason.REFUSAL_REASON_TOO_LARGE;
import static org.fogward.protocol.v1.RefusalReason.REFUSAL_REASON_UNKNOWN_GATEWAY;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import com.google.protobuf.UnknownFieldSet;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.KeyDirectory;
import org.fogward.protocol.identity.SigningKey;
import org.fogward.protocol.v1.Envelope;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.ModelAnnouncement;
import org.fogward.protocol.v1.Receipt;
import org.fogward.protocol.v1.RefusalReason;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.fogward.protocol.v1.Status;
import org.fogward.protocol.v1.Update;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnvelopeTest {
    private static final int MAX_BYTES = 1 << 20;

    private final FederationId federation = new FederationId("north");
    private final SigningKey key = key(1);
    private final KeyDirectory keys =
            signer -> signer.equals("clinic-1") ? Optional.of(key.verificationKey()) : Optional.empty();
    private final EnvelopeSealer sealer = new EnvelopeSealer(federation, "clinic-1", key);
    private final EnvelopeOpener opener = new EnvelopeOpener(federation, keys, MAX_BYTES);
    private final Status status =
            Status.newBuilder().setOnline(true).setSamples(7).build();

    @Test
    void opens_what_was_sealed() throws Exception {
        byte[] sealed = sealer.seal(MESSAGE_TYPE_STATUS, status);
        OpenedEnvelope opened = opener.open(sealed);
        assertThat(opened.signer()).isEqualTo("clinic-1");
        assertThat(opened.type()).isEqualTo(MESSAGE_TYPE_STATUS);
        assertThat(opened.digest()).isEqualTo(Digest.of(sealed));
        assertThat(opened.parse(MESSAGE_TYPE_STATUS, Status.parser())).isEqualTo(status);
    }

    @Test
    void seals_the_same_message_to_the_same_bytes() {
        assertThat(sealer.seal(MESSAGE_TYPE_STATUS, status)).isEqualTo(sealer.seal(MESSAGE_TYPE_STATUS, status));
    }

    @Test
    void seals_no_message_without_a_type() {
        assertThatThrownBy(() -> sealer.seal(MESSAGE_TYPE_UNSPECIFIED, status))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_by_size_before_anything_else() {
        assertRefused(new byte[MAX_BYTES + 1], REFUSAL_REASON_TOO_LARGE, "envelope");
    }

    @Test
    void takes_large_messages_as_updates_only() throws Exception {
        Update update = Update.newBuilder()
                .setDelta(ByteString.copyFrom(new byte[500_000]))
                .build();
        assertThat(opener.open(sealer.seal(MESSAGE_TYPE_UPDATE, update)).parse(MESSAGE_TYPE_UPDATE, Update.parser()))
                .isEqualTo(update);
        RoundAnnouncement round =
                RoundAnnouncement.newBuilder().setTask(" ".repeat(500_000)).build();
        assertRefused(sealer.seal(MessageType.MESSAGE_TYPE_ROUND, round), REFUSAL_REASON_TOO_LARGE, "envelope");
    }

    @Test
    void refuses_an_unknown_signer() {
        EnvelopeSealer stranger = new EnvelopeSealer(federation, "clinic-2", key(2));
        assertRefused(stranger.seal(MESSAGE_TYPE_STATUS, status), REFUSAL_REASON_UNKNOWN_GATEWAY, "signer");
    }

    @Test
    void refuses_a_signature_by_another_key() {
        EnvelopeSealer impostor = new EnvelopeSealer(federation, "clinic-1", key(2));
        assertRefused(impostor.seal(MESSAGE_TYPE_STATUS, status), REFUSAL_REASON_BAD_SIGNATURE, "signature");
    }

    @Test
    void refuses_a_message_of_another_federation() {
        EnvelopeSealer other = new EnvelopeSealer(new FederationId("south"), "clinic-1", key);
        assertRefused(other.seal(MESSAGE_TYPE_STATUS, status), REFUSAL_REASON_MALFORMED, "federation");
    }

    @Test
    void refuses_a_payload_type_or_signature_changed_on_the_way() throws Exception {
        Envelope sealed = Envelope.parseFrom(sealer.seal(MESSAGE_TYPE_STATUS, status));
        byte[] otherPayload = sealed.toBuilder()
                .setPayload(Status.newBuilder().setSamples(8).build().toByteString())
                .build()
                .toByteArray();
        assertRefused(otherPayload, REFUSAL_REASON_BAD_SIGNATURE, "signature");
        byte[] otherType =
                sealed.toBuilder().setType(MESSAGE_TYPE_UPDATE).build().toByteArray();
        assertRefused(otherType, REFUSAL_REASON_BAD_SIGNATURE, "signature");
        byte[] shortSignature = sealed.toBuilder()
                .setSignature(sealed.getSignature().substring(1))
                .build()
                .toByteArray();
        assertRefused(shortSignature, REFUSAL_REASON_BAD_SIGNATURE, "signature");
    }

    @Test
    void refuses_another_version_and_an_unknown_type() throws Exception {
        Envelope sealed = Envelope.parseFrom(sealer.seal(MESSAGE_TYPE_STATUS, status));
        assertRefused(sealed.toBuilder().setVersion(2).build().toByteArray(), REFUSAL_REASON_MALFORMED, "version");
        assertRefused(sealed.toBuilder().setTypeValue(0).build().toByteArray(), REFUSAL_REASON_MALFORMED, "type");
        assertRefused(sealed.toBuilder().setTypeValue(99).build().toByteArray(), REFUSAL_REASON_MALFORMED, "type");
    }

    @Test
    void refuses_a_second_encoding_of_a_signed_message() throws Exception {
        byte[] sealed = sealer.seal(MESSAGE_TYPE_STATUS, status);
        byte[] unknownField = Envelope.parseFrom(sealed).toBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                99,
                                UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                        .build())
                .build()
                .toByteArray();
        assertRefused(unknownField, REFUSAL_REASON_MALFORMED, "envelope");
        byte[] versionTwice = Arrays.copyOf(sealed, sealed.length + 2);
        versionTwice[sealed.length] = 1 << 3;
        versionTwice[sealed.length + 1] = 1;
        assertRefused(versionTwice, REFUSAL_REASON_MALFORMED, "envelope");
    }

    @Test
    void does_not_parse_a_payload_as_another_type() throws Exception {
        OpenedEnvelope opened = opener.open(sealer.seal(MESSAGE_TYPE_STATUS, status));
        assertThatThrownBy(() -> opened.parse(MESSAGE_TYPE_UPDATE, Update.parser()))
                .isInstanceOfSatisfying(
                        EnvelopeException.class, e -> assertThat(e.reason()).isEqualTo(REFUSAL_REASON_MALFORMED))
                .hasMessageStartingWith("type:");
    }

    @ParameterizedTest
    @EnumSource(
            value = MessageType.class,
            names = {"MESSAGE_TYPE_UNSPECIFIED", "UNRECOGNIZED"},
            mode = EnumSource.Mode.EXCLUDE)
    void survives_any_payload(MessageType type) {
        SplittableRandom random = new SplittableRandom(type.getNumber());
        for (int i = 0; i < 5_000; i++) {
            byte[] payload = new byte[random.nextInt(60)];
            random.nextBytes(payload);
            OpenedEnvelope opened = new OpenedEnvelope("fog", type, ByteString.copyFrom(payload), Digest.of(payload));
            try {
                opened.parse(type, parser(type));
            } catch (EnvelopeException e) {
                assertThat(e.reason()).isEqualTo(REFUSAL_REASON_MALFORMED);
            }
        }
    }

    @Test
    void survives_any_input_and_opens_only_what_was_sealed() {
        byte[] sealed = sealer.seal(MESSAGE_TYPE_STATUS, status);
        Set<RefusalReason> expected =
                Set.of(REFUSAL_REASON_MALFORMED, REFUSAL_REASON_UNKNOWN_GATEWAY, REFUSAL_REASON_BAD_SIGNATURE);
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = mutated(sealed, random);
            try {
                opener.open(bytes);
                assertThat(bytes).isEqualTo(sealed);
            } catch (EnvelopeException e) {
                assertThat(expected).contains(e.reason());
            }
        }
    }

    private void assertRefused(byte[] bytes, RefusalReason reason, String field) {
        assertThatThrownBy(() -> opener.open(bytes))
                .isInstanceOfSatisfying(
                        EnvelopeException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageStartingWith(field + ":");
    }

    private static Parser<? extends MessageLite> parser(MessageType type) {
        return switch (type) {
            case MESSAGE_TYPE_ROUND -> RoundAnnouncement.parser();
            case MESSAGE_TYPE_MODEL -> ModelAnnouncement.parser();
            case MESSAGE_TYPE_UPDATE -> Update.parser();
            case MESSAGE_TYPE_RECEIPT -> Receipt.parser();
            default -> Status.parser();
        };
    }

    private static byte[] mutated(byte[] valid, SplittableRandom random) {
        byte[] data = Arrays.copyOf(valid, random.nextInt(3) == 0 ? random.nextInt(valid.length + 20) : valid.length);
        for (int changes = random.nextInt(4); changes > 0 && data.length > 0; changes--) {
            data[random.nextInt(data.length)] = (byte) random.nextInt();
        }
        return data;
    }

    private static SigningKey key(int number) {
        byte[] seed = new byte[SigningKey.SEED_BYTES];
        seed[0] = (byte) number;
        return SigningKey.ofSeed(seed);
    }
}
