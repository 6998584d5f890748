/** Who a client is and what it may do: certificates, tokens, and RBAC evaluated from its objects. */
package io.warpctl.apiserver.auth;
