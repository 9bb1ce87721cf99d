package org.fogward.ledger.identity;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.fuzzing.Texts;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/**
 * Certificates, lists of revoked ones and keys, and the identities that messages name. The first byte chooses: PEM as it comes, DER of a
 * certificate or of a list put into PEM, an identity, or a certificate as an identity.
 */
public final class IdentityFuzz implements FuzzTarget {
    private final Organisation clinics;
    private final SigningIdentity member;
    private final Membership membership;

    /** Makes an organisation. */
    public IdentityFuzz() throws Exception {
        Instant now = Instant.parse("2026-03-01T00:00:00Z");
        clinics = Organisation.found("Clinics", now);
        member = clinics.issue("fog-1", NodeRole.CLIENT);
        X509CRL list =
                clinics.revoke(List.of(clinics.issue("fog-2", NodeRole.CLIENT).certificate()), now);
        membership = new Membership(List.of(clinics.trust(list).toConfig()));
    }

    @Override
    public List<byte[]> seeds() throws Exception {
        X509CRL list = clinics.revoke(List.of(member.certificate()), Instant.parse("2026-03-02T00:00:00Z"));
        return List.of(
                with(0, Texts.seeds(Pem.text(member.certificate())).getFirst()),
                with(0, Texts.seeds(Pem.text(list)).getFirst()),
                with(1, member.certificate().getEncoded()),
                with(2, list.getEncoded()),
                with(3, member.serialized().toByteArray()),
                with(4, member.certificate().getEncoded()));
    }

    private static byte[] with(int first, byte[] rest) {
        byte[] seed = new byte[rest.length + 1];
        seed[0] = (byte) first;
        System.arraycopy(rest, 0, seed, 1, rest.length);
        return seed;
    }

    @Override
    public void run(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        switch (Math.floorMod(input[0], 5)) {
            case 0 -> {
                certificates(Texts.of(rest));
                list(rest);
                key(Texts.of(rest));
            }
            case 1 -> certificates(pem(rest));
            case 2 -> list(rest);
            case 3 -> identity(ByteString.copyFrom(rest));
            default ->
                identity(SerializedIdentity.newBuilder()
                        .setMspid("Clinics")
                        .setIdBytes(ByteString.copyFromUtf8(pem(rest)))
                        .build()
                        .toByteString());
        }
    }

    private static String pem(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getEncoder().encodeToString(der)
                + "\n-----END CERTIFICATE-----\n";
    }

    private static void certificates(String text) {
        try {
            for (X509Certificate certificate : Pem.certificates(text)) {
                Promise.same(Pem.certificates(Pem.text(certificate)).getFirst(), certificate);
                Subject.units(certificate);
            }
        } catch (GeneralSecurityException | NoMemberException e) {
            Promise.that(e.getMessage() != null, "explains nothing");
        }
    }

    private static void list(byte[] bytes) {
        try {
            X509CRL list = Pem.revocations(bytes);
            KeyIdentifier.ofSigner(list);
        } catch (GeneralSecurityException e) {
            Promise.that(e.getMessage() != null, "explains nothing");
        }
    }

    private static void key(String text) {
        try {
            Pem.privateKey(text);
        } catch (GeneralSecurityException e) {
            Promise.that(e.getMessage() != null, "explains nothing");
        }
    }

    private void identity(ByteString serialized) {
        try {
            Member found = membership.member(serialized);
            Promise.same(found.certificate(), member.certificate());
        } catch (NoMemberException e) {
            Promise.explains(e);
        }
    }
}
