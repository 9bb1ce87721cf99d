package org.fogward.ledger.fabric;

import java.nio.file.Path;

/**
 * Where a member of an organisation keeps what it signs with.
 *
 * @param certificate its X.509 certificate as PEM
 * @param key its private key, PKCS #8 as PEM
 */
public record Credential(Path certificate, Path key) {}
