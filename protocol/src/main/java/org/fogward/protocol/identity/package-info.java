/** Who speaks: federations, gateways, signers and their Ed25519 keys. */
@NullMarked
package org.fogward.protocol.identity;

import org.jspecify.annotations.NullMarked;
