// A browser of twenty lines: follows the provider's own redirections with cookies, and stops where it leaves it.

let cookies = new Map();

/** From the address of `begin` to the one that the person is sent back to. */
export async function walk(address, person, root) {
  cookies = new Map();
  const url = new URL(address);
  if (person) {
    url.searchParams.set('login_hint', person);
  }
  return follow(url.href, root);
}

/** From the address of `logout_url` to the one that the person is sent back to, saying yes on the way. */
export async function endSession(address, root) {
  const page = await visit(address);
  const html = await page.text();
  const action = /action="([^"]+)"/.exec(html)?.[1];
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(html)?.[1];
  if (!action) {
    return `${page.status} ${html}`;
  }
  const answer = await visit(action, { method: 'POST', body: new URLSearchParams({ xsrf, logout: 'yes' }) });
  return answer.headers.get('location') ?? `${answer.status}`;
}

async function follow(address, root) {
  for (let step = 0; step < 10; step += 1) {
    const answer = await visit(address);
    const location = answer.headers.get('location');
    if (!location) {
      return `${answer.status} ${await answer.text()}`;
    }
    address = new URL(location, address).href;
    if (!address.startsWith(root)) {
      return address;
    }
  }
  return 'too many redirections';
}

async function visit(address, options = {}) {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await fetch(address, { redirect: 'manual', headers: { cookie }, ...options });
  for (const line of answer.headers.getSetCookie()) {
    const [name, value] = line.split(';')[0].split(/=(.*)/s);
    cookies.set(name, value);
  }
  return answer;
}
