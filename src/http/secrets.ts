const secretNames =
  /^(access_token|refresh_token|token|password|client_secret|client_assertion|assertion|code|signature|x-amz-signature|x-amz-credential|x-amz-security-token)$/i;

/** Whether what a query parameter says is nobody else's business. */
export function isSecretName(name: string): boolean {
  return secretNames.test(name);
}
