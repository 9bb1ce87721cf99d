package org.fogward.ledger.embedded;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.channel.ConfigDraft;
import org.fogward.ledger.channel.ConfigException;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.identity.Pem;
import org.fogward.ledger.identity.SigningIdentity;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;

/**
 * Says in the channel that certificates of an organisation do not count any more.
 *
 * @param organisation the organisation that issued them
 * @param admin its administrator
 */
record Revocation(Organisation organisation, SigningIdentity admin) {
    /** An update that replaces the organisation's lists by one with the certificates that they named, and this one. */
    ConfigUpdateEnvelope of(X509Certificate certificate, ChannelConfig config, Instant now) throws LedgerException {
        if (!organisation.issued(certificate)) {
            throw invalid("certificate must be one that " + organisation.mspId() + " issued to a member");
        }
        List<X509CRL> before = config.membership().revocations(organisation.mspId());
        if (before.stream().anyMatch(list -> list.isRevoked(certificate))) {
            throw invalid("certificate is revoked already");
        }
        try {
            ByteString list = ByteString.copyFromUtf8(Pem.text(organisation.revoke(before, certificate, now)));
            return ConfigDraft.of(config)
                    .withProvider(organisation.mspId(), provider -> provider.toBuilder()
                            .clearRevocationList()
                            .addRevocationList(list)
                            .build())
                    .signedBy(List.of(admin));
        } catch (ConfigException | GeneralSecurityException e) {
            throw new LedgerException(Reason.INVALID, String.valueOf(e.getMessage()), e);
        }
    }

    private static LedgerException invalid(String why) {
        return new LedgerException(Reason.INVALID, why);
    }
}
