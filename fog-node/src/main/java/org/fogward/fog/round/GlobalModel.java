package org.fogward.fog.round;

import org.fogward.models.parameter.ModelParameters;
import org.fogward.protocol.digest.Digest;

/**
 * A model that a round starts from.
 *
 * @param digest of its file
 * @param parameters what it is
 */
public record GlobalModel(Digest digest, ModelParameters parameters) {}
