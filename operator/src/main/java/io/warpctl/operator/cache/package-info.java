/** Everything the operator watches, once. */
package io.warpctl.operator.cache;
