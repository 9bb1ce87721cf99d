package org.fogward.ledger.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.identity.OrganisationDirectory;
import org.fogward.ledger.identity.OrganisationTrust;
import org.fogward.ledger.identity.SigningIdentity;

/** The organisation that an embedded ledger makes for itself, in its own directory. */
final class OwnOrganisation {
    /** The id of its membership service provider. */
    static final String MSP_ID = "fogward";

    private final Path ledger;
    private final OrganisationDirectory directory;

    OwnOrganisation(Path ledger) {
        this.ledger = ledger;
        directory = new OrganisationDirectory(ledger.resolve("organisation"), MSP_ID);
    }

    void foundUnlessThere(Instant now) throws IOException, GeneralSecurityException {
        directory.foundUnlessThere(now);
    }

    SigningIdentity member(NodeRole role) throws LedgerException {
        try {
            return directory.member(role);
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(e);
        }
    }

    Organisation organisation() throws LedgerException {
        try {
            return directory.organisation();
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(e);
        }
    }

    private LedgerException unreadable(Exception e) {
        return new LedgerException(
                Reason.UNAVAILABLE, "cannot use the ledger's organisation in " + ledger + ": " + e.getMessage(), e);
    }

    LedgerNodes nodes() throws IOException, GeneralSecurityException {
        List<OrganisationTrust> trust = List.of(directory.organisation().trust());
        return new LedgerNodes(
                trust, List.of(directory.member(NodeRole.PEER)), trust, directory.member(NodeRole.ORDERER));
    }
}
