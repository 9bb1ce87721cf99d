/** The command line of model files. */
@NullMarked
package org.fogward.models;

import org.jspecify.annotations.NullMarked;
