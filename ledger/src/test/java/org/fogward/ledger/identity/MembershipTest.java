package org.fogward.ledger.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509CRL;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.SplittableRandom;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.FabricOUIdentifier;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private Organisation clinics;
    private Organisation others;
    private Membership membership;

    @BeforeEach
    void found() throws Exception {
        clinics = Organisation.found("Clinics", NOW);
        others = Organisation.found("Others", NOW);
        membership = of(clinics.trust().toConfig(), others.trust().toConfig());
    }

    @Test
    void tells_each_organisations_members_and_their_roles() throws Exception {
        for (Organisation organisation : List.of(clinics, others)) {
            for (NodeRole role : NodeRole.values()) {
                SigningIdentity identity = organisation.issue("somebody", role);
                Member member = membership.member(identity.serialized(), NOW);
                assertThat(member.mspId()).isEqualTo(organisation.mspId());
                assertThat(member.role()).isEqualTo(role);
                ByteString message = ByteString.copyFromUtf8("message");
                ByteString signature = identity.sign(message);
                assertThat(member.signed(signature, message)).isTrue();
                assertThat(member.signed(signature, ByteString.copyFromUtf8("other")))
                        .isFalse();
                assertThat(membership.member(identity.serialized())).isSameAs(member);
            }
        }
    }

    @Test
    void an_identity_that_names_the_wrong_organisation_is_no_member() throws Exception {
        SigningIdentity identity = clinics.issue("somebody", NodeRole.CLIENT);
        ByteString claimed = SerializedIdentity.parseFrom(identity.serialized()).toBuilder()
                .setMspid("Others")
                .build()
                .toByteString();
        assertNoMember(claimed, "no authority of Others");
        assertNoMember(
                SerializedIdentity.parseFrom(claimed).toBuilder()
                        .setMspid("Nobody")
                        .build()
                        .toByteString(),
                "no organisation Nobody");
    }

    @Test
    void a_certificate_counts_only_in_its_time() throws Exception {
        SigningIdentity identity = clinics.issue("somebody", NodeRole.CLIENT, NOW, NOW.plus(1, ChronoUnit.DAYS));
        assertThat(membership.member(identity.serialized(), NOW).validAt(NOW)).isTrue();
        assertThatThrownBy(() -> membership.member(identity.serialized(), NOW.minusSeconds(1)))
                .isInstanceOf(NoMemberException.class);
        assertThatThrownBy(() -> membership.member(identity.serialized(), NOW.plus(2, ChronoUnit.DAYS)))
                .isInstanceOf(NoMemberException.class)
                .hasMessageContaining("2026-03-02T12:00:00Z");
    }

    @Test
    void a_revoked_certificate_is_no_members_and_another_authoritys_list_revokes_nothing() throws Exception {
        SigningIdentity revoked = clinics.issue("somebody", NodeRole.CLIENT);
        SigningIdentity kept = clinics.issue("somebody else", NodeRole.CLIENT);
        membership = of(clinics.trust(clinics.revoke(List.of(revoked.certificate()), NOW))
                .toConfig());
        assertNoMember(revoked.serialized(), "revoked");
        assertThat(membership.member(kept.serialized()).mspId()).isEqualTo("Clinics");
        membership = of(clinics.trust(others.revoke(List.of(revoked.certificate()), NOW))
                .toConfig());
        assertThat(membership.member(revoked.serialized()).mspId()).isEqualTo("Clinics");
    }

    @Test
    void a_list_revokes_only_for_the_key_that_it_names_as_its_signers() throws Exception {
        SigningIdentity member = clinics.issue("somebody", NodeRole.CLIENT);
        JcaX509v2CRLBuilder list =
                new JcaX509v2CRLBuilder(clinics.issuer().certificate().getSubjectX500Principal(), Date.from(NOW));
        list.addCRLEntry(member.certificate().getSerialNumber(), Date.from(NOW), 0);
        ContentSigner signer = new JcaContentSignerBuilder("SHA256withECDSA")
                .build(clinics.issuer().key());
        X509CRL unnamed = new JcaX509CRLConverter().getCRL(list.build(signer));
        assertThatThrownBy(() -> of(clinics.trust(unnamed).toConfig())).hasMessageContaining("revocation_list");
        list.addExtension(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(new byte[20]));
        membership = of(clinics.trust(new JcaX509CRLConverter().getCRL(list.build(signer)))
                .toConfig());
        assertThat(membership.member(member.serialized()).role()).isEqualTo(NodeRole.CLIENT);
    }

    @Test
    void an_authority_is_no_member_itself() throws Exception {
        SerializedIdentity authority = SerializedIdentity.newBuilder()
                .setMspid("Clinics")
                .setIdBytes(ByteString.copyFromUtf8(Pem.text(clinics.issuer().certificate())))
                .build();
        assertNoMember(authority.toByteString(), "authority's certificate");
    }

    @Test
    void a_chain_may_be_deeper_than_one_authority() throws Exception {
        CertificateAuthority deep =
                clinics.issuer().below("Clinics", "ward", NOW.minusSeconds(60), NOW.plus(9, ChronoUnit.DAYS));
        CertificateAuthority.Issued issued = deep.issue(
                "Clinics",
                new CertificateProfile.Node("somebody", NodeRole.PEER),
                NOW.minusSeconds(60),
                NOW.plus(99, ChronoUnit.DAYS));
        SigningIdentity identity = new SigningIdentity("Clinics", List.of(issued.certificate()), issued.key());
        assertNoMember(identity.serialized(), "no authority");
        membership = of(clinics.trust().toConfig().toBuilder()
                .addIntermediateCerts(ByteString.copyFromUtf8(Pem.text(deep.certificate())))
                .build());
        Member member = membership.member(identity.serialized());
        assertThat(member.role()).isEqualTo(NodeRole.PEER);
        // The first of the chain to end ends it.
        assertThat(member.to()).isEqualTo(NOW.plus(9, ChronoUnit.DAYS));
    }

    @Test
    void a_certificate_needs_exactly_one_role() throws Exception {
        SigningIdentity client = clinics.issue("somebody", NodeRole.CLIENT);
        SigningIdentity peer = clinics.issue("somebody", NodeRole.PEER);
        membership = of(units("peers", "client, OU=peer"));
        assertNoMember(client.serialized(), "exactly one of the units");
        assertNoMember(peer.serialized(), "exactly one of the units");
    }

    @Test
    void an_organisation_may_call_its_units_what_it_likes() throws Exception {
        SigningIdentity first = clinics.issue("somebody", NodeRole.CLIENT);
        SigningIdentity second = clinics.issue("somebody", NodeRole.PEER);
        membership = of(units("client", "peer"));
        assertThat(membership.member(first.serialized()).role()).isEqualTo(NodeRole.PEER);
        assertThat(membership.member(second.serialized()).role()).isEqualTo(NodeRole.CLIENT);
        assertThatThrownBy(() -> of(units("client", "client"))).hasMessageContaining("two roles the same unit");
    }

    @Test
    void a_unit_counts_only_from_the_authority_that_may_give_it() throws Exception {
        SigningIdentity peer = clinics.issue("somebody", NodeRole.PEER);
        FabricMSPConfig config = clinics.trust().toConfig();
        membership = of(withAuthority(config, Pem.text(clinics.issuer().certificate())));
        assertThat(membership.member(peer.serialized()).role()).isEqualTo(NodeRole.PEER);
        membership = of(withAuthority(config, Pem.text(clinics.root().certificate())));
        assertNoMember(peer.serialized(), "another authority gives the unit peer");
        membership = of(config.toBuilder()
                .addOrganizationalUnitIdentifiers(
                        FabricOUIdentifier.newBuilder().setOrganizationalUnitIdentifier("ward 3"))
                .build());
        assertNoMember(peer.serialized(), "none of the units that the organisation admits");
    }

    @Test
    void an_administrator_may_be_listed_instead_of_having_the_unit() throws Exception {
        SigningIdentity listed = clinics.issue("somebody", NodeRole.CLIENT);
        membership = of(clinics.trust().toConfig().toBuilder()
                .addAdmins(ByteString.copyFromUtf8(Pem.text(listed.certificate())))
                .build());
        Member member = membership.member(listed.serialized());
        assertThat(member.listedAdmin()).isTrue();
        assertThat(member.role()).isEqualTo(NodeRole.CLIENT);
        assertThat(membership
                        .member(clinics.issue("other", NodeRole.CLIENT).serialized())
                        .listedAdmin())
                .isFalse();
    }

    @Test
    void the_same_certificate_in_another_layout_is_the_same_signer() throws Exception {
        SigningIdentity identity = clinics.issue("somebody", NodeRole.PEER);
        SerializedIdentity parsed = SerializedIdentity.parseFrom(identity.serialized());
        ByteString other = parsed.toBuilder()
                .setIdBytes(ByteString.copyFromUtf8("  \n").concat(parsed.getIdBytes()))
                .build()
                .toByteString();
        Member one = membership.member(identity.serialized());
        Member two = membership.member(other);
        Signers signers = new Signers();
        signers.add(one);
        assertThat(signers.has(two)).isTrue();
        signers.add(two);
        assertThat(signers.members()).containsExactly(one);
        assertThat(one.isSameAs(other)).isTrue();
        assertThat(one.isSameAs(clinics.issue("somebody", NodeRole.PEER).serialized()))
                .isFalse();
        assertThat(one.isSameAs(ByteString.EMPTY)).isFalse();
    }

    @Test
    void a_key_on_another_curve_is_no_members() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        KeyPair pair = generator.generateKeyPair();
        var builder = new CertificateProfile.Node("somebody", NodeRole.CLIENT)
                .builder(
                        clinics.issuer().certificate().getSubjectX500Principal(),
                        clinics.issuer().certificate().getPublicKey(),
                        "Clinics",
                        pair.getPublic(),
                        NOW,
                        NOW.plusSeconds(60));
        var certificate = new org.bouncycastle.cert.jcajce.JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new org.bouncycastle.operator.jcajce.JcaContentSignerBuilder("SHA256withECDSA")
                                .build(clinics.issuer().key())));
        SerializedIdentity identity = SerializedIdentity.newBuilder()
                .setMspid("Clinics")
                .setIdBytes(ByteString.copyFromUtf8(Pem.text(certificate)))
                .build();
        assertNoMember(identity.toByteString(), "P-256");
    }

    @Test
    void changed_identities_are_never_taken_for_somebody_else() throws Exception {
        byte[] sound = clinics.issue("somebody", NodeRole.CLIENT).serialized().toByteArray();
        Member member = membership.member(ByteString.copyFrom(sound));
        SplittableRandom random = new SplittableRandom(11);
        int members = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] changed =
                    random.nextInt(10) == 0 ? Arrays.copyOf(sound, random.nextInt(sound.length)) : sound.clone();
            for (int j = random.nextInt(3); j >= 0 && changed.length > 0; j--) {
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                // What the authority signed; the encoding around it may vary.
                assertThat(membership
                                .member(ByteString.copyFrom(changed))
                                .certificate()
                                .getTBSCertificate())
                        .isEqualTo(member.certificate().getTBSCertificate());
                members++;
            } catch (NoMemberException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(members).isLessThan(300);
    }

    private FabricMSPConfig units(String peer, String client) {
        FabricMSPConfig.Builder config = clinics.trust().toConfig().toBuilder();
        config.getFabricNodeOusBuilder().getPeerOuIdentifierBuilder().setOrganizationalUnitIdentifier(peer);
        config.getFabricNodeOusBuilder().getClientOuIdentifierBuilder().setOrganizationalUnitIdentifier(client);
        return config.build();
    }

    private static FabricMSPConfig withAuthority(FabricMSPConfig config, String certificate) {
        FabricMSPConfig.Builder changed = config.toBuilder();
        changed.getFabricNodeOusBuilder()
                .getPeerOuIdentifierBuilder()
                .setCertificate(ByteString.copyFromUtf8(certificate));
        return changed.build();
    }

    private static Membership of(FabricMSPConfig... configs) throws Exception {
        return new Membership(List.of(configs));
    }

    private void assertNoMember(ByteString identity, String why) {
        assertThatThrownBy(() -> membership.member(identity))
                .isInstanceOf(NoMemberException.class)
                .hasMessageContaining(why);
    }
}
