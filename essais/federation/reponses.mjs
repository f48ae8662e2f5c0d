// The layer between the provider and the wire: an answer leaves as the chosen fault wants it.

/** Makes `res` send what `fault` makes of the answer to `path`. */
export function rewrite(path, res, fault, keys, retour) {
  const end = res.end.bind(res);
  res.end = (body, ...rest) => {
    const changed = change(path, res, fault, keys, retour, body === undefined ? '' : body.toString());
    if (changed !== undefined && !res.headersSent) {
      res.setHeader('content-length', Buffer.byteLength(changed));
      body = changed;
    }
    const delay_s = path === '/token' ? fault.delay_s : undefined;
    return delay_s ? setTimeout(() => end(body, ...rest), delay_s * 1000).unref() : end(body, ...rest);
  };
}

function change(path, res, fault, keys, retour, body) {
  const location = res.getHeader('location');
  if (fault.callback && location?.startsWith(retour)) {
    res.setHeader('location', fault.callback(location));
    return undefined;
  }
  if (res.statusCode !== 200) {
    return undefined;
  }
  const json = (...changes) => changes.some(Boolean) ? JSON.stringify(changes.filter(Boolean).reduce((value, one) => one(value, keys), JSON.parse(body))) : undefined;
  switch (path) {
    case '/.well-known/openid-configuration': return json(fault.discovery);
    case '/jwks': return json(fault.jwks);
    case '/token': {
      const idToken = fault.idToken && ((answer) => ({ ...answer, id_token: fault.idToken(answer.id_token, keys) }));
      return json(idToken, fault.token);
    }
    case '/userinfo': {
      const changed = fault.userinfo?.(body, keys);
      if (changed?.json) {
        res.setHeader('content-type', 'application/json; charset=utf-8');
        return JSON.stringify(changed.json);
      }
      return changed;
    }
    default: return undefined;
  }
}
