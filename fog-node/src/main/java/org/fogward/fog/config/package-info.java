/** What an operator tells a fog node. */
@NullMarked
package org.fogward.fog.config;

import org.jspecify.annotations.NullMarked;
